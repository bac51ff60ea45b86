"""A collector as one would write it: Paho's client, QuestDB's client, 250 rows or 500 ms a request.

Paho acknowledges a message when `on_message` returns: what is in `rows` then is in memory alone.
"""

import json
import os
import time

import paho.mqtt.client as mqtt
from questdb import Sender, TimestampMicros

ROWS = 250
SECONDS = 0.5
SYMBOLS = ("device_id", "detection_label")
WHOLE = ("epoch", "seq", "network_bytes_sent", "network_bytes_recv")

rows = []
flushed = time.monotonic()


def on_connect(client, _userdata, _flags, reason, _properties):
    if reason.is_failure:
        raise SystemExit(f"The broker refuses: {reason}")
    client.subscribe("device/data/+", qos=1)


def on_message(_client, _userdata, message):
    rows.append((time.time(), json.loads(message.payload)))
    if len(rows) >= ROWS:
        flush()


def flush():
    global flushed
    for received, reading in rows:
        at = TimestampMicros(round(reading.pop("timestamp") * 1e6))
        symbols = {name: reading.pop(name) for name in SYMBOLS if name in reading}
        columns = {name: value if name in WHOLE else float(value) for name, value in reading.items()}
        sender.row(
            "device_data",
            symbols={**symbols, "collector": "python"},
            columns={
                **columns,
                "publish_timestamp": at,
                "collector_receive_time": TimestampMicros(round(received * 1e6)),
            },
            at=at,
        )
    sender.flush()
    rows.clear()
    flushed = time.monotonic()


client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, client_id="python", clean_session=False)
client.on_connect = on_connect
client.on_message = on_message
with Sender.from_conf(f"http::addr={os.environ['QUESTDB']};auto_flush=off;") as sender:
    client.connect("127.0.0.1", int(os.environ["MQTT_PORT"]))
    while client.loop(timeout=0.05) == mqtt.MQTT_ERR_SUCCESS:
        if rows and time.monotonic() - flushed >= SECONDS:
            flush()
raise SystemExit("The connection to the broker is lost")
