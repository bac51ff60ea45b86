"""A device in Python: what ../PROTOCOL.md requires, the simple way. It needs paho-mqtt 2.

MQTT_URL=mqtt://127.0.0.1:1883 python3 client.py <device_id> <outbox file> [seconds between readings]"""
import itertools, json, os, queue, random, secrets, signal, sqlite3, sys, time
from urllib.parse import urlparse
import paho.mqtt.client as mqtt

WINDOW, LIMIT = 256, 10_000  # readings that are published and not stored; readings in the outbox
RETRY, LONGEST_RETRY, ACCOUNT_EVERY = 30, 600, 10  # seconds
SCHEMA = """
pragma locking_mode = exclusive; pragma synchronous = full;
create table if not exists epoch (start integer primary key, epoch integer, produced integer);
create table if not exists reading (start integer, seq integer, payload text, primary key (start, seq));
create table if not exists evicted (start integer, seq integer, primary key (start, seq));
create table if not exists account (one integer primary key, number integer);
"""
PLACES = "select start, seq from reading order by start, seq"
PAYLOAD = "select payload from reading where start = ? and seq = ?"


class Outbox:
    def __init__(self, path):
        self.db = sqlite3.connect(path)
        self.db.executescript(SCHEMA)
        self.start = self.one("select coalesce(max(start), 0) + 1 from epoch")
        self.epoch, self.seq = secrets.randbits(52) + 1, 0
        self.number = max(self.one("select max(number) from account") or 0, int(time.time() * 1000))

    def one(self, sql, *values):
        row = self.db.execute(sql, values).fetchone()
        return row and row[0]

    def append(self, device, figures):
        seq = self.seq + 1
        reading = {"device_id": device, "epoch": self.epoch, "seq": seq, "timestamp": time.time()}
        with self.db:
            self.db.execute("replace into epoch values (?, ?, ?)", (self.start, self.epoch, seq))
            self.db.execute("insert into reading values (?, ?, ?)",
                            (self.start, seq, json.dumps(reading | figures)))
        self.seq = seq  # a disk that is full leaves no gap

    def evict_over(self, limit, sent):
        """Gives up the oldest that were never published, in runs: the account has to name each."""
        if self.one("select count(*) from reading") <= limit:
            return
        oldest = (place for place in self.db.execute(PLACES) if place not in sent)
        gone = [*itertools.islice(oldest, limit // 20)]
        with self.db:
            self.db.executemany("insert into evicted values (?, ?)", gone)
            self.db.executemany("delete from reading where start = ? and seq = ?", gone)

    def settle(self, epoch, stored):
        with self.db:
            for first, last in stored:
                self.db.execute("delete from reading where seq between ? and ? and start ="
                                " (select start from epoch where epoch = ?)", (first, last, epoch))

    def account(self):
        """The next account, and the earlier starts that it shows empty."""
        self.number += 1
        with self.db:
            self.db.execute("replace into account values (1, ?)", (self.number,))
        epochs, empty = [], []
        for start, epoch, produced in [*self.db.execute("select * from epoch order by start")]:
            oldest = self.one("select min(seq) from reading where start = ?", start)
            gone = self.db.execute("select seq from evicted where start = ? order by seq", (start,))
            runs = itertools.groupby(enumerate(seq for seq, in gone), lambda pair: pair[1] - pair[0])
            evicted = [[run[0][1], run[-1][1], "overflow"] for run in ([*pairs] for _, pairs in runs)]
            epochs.append({"epoch": epoch, "produced": produced, "oldest": oldest or produced + 1,
                           "evicted": evicted})
            if oldest is None and start != self.start:
                empty.append(start)
        return {"account": self.number, "epochs": epochs}, empty

    def forget(self, starts):
        with self.db:
            for start, table in itertools.product(starts, ["evicted", "epoch"]):
                self.db.execute(f"delete from {table} where start = ?", (start,))


def main(device, path, interval=1.0):
    outbox, heard = Outbox(path), queue.SimpleQueue()
    sent, shown = {}, {}  # when each place was published; what each account showed empty
    url = urlparse(os.environ.get("MQTT_URL", "mqtt://127.0.0.1:1883"))
    client = mqtt.Client(mqtt.CallbackAPIVersion.VERSION2, device, protocol=mqtt.MQTTv5)
    client.username_pw_set(device, os.environ.get("MQTT_PASSWORD"))
    client.max_inflight_messages = WINDOW
    client.max_queued_messages_set(WINDOW + 8)  # paho keeps them over connections, and repeats them
    client.reconnect_delay_set(1, 15)
    client.on_connect = lambda *_: client.subscribe(f"stored/{device}")
    client.on_subscribe = lambda *_: heard.put(("online", True))
    client.on_disconnect = lambda *_: heard.put(("online", False))
    client.on_message = lambda _, __, message: heard.put(("message", message.payload))
    if url.scheme == "mqtts":
        client.tls_set(os.environ.get("MQTT_CA_CERTS"))
    client.connect_async(url.hostname, url.port or (8883 if url.scheme == "mqtts" else 1883))
    client.loop_start()
    signal.signal(signal.SIGTERM, lambda *_: heard.put(("stop", None)))

    def say_account():
        account, empty = outbox.account()
        shown[account["account"]] = empty
        return client.publish(f"account/{device}", json.dumps(account), qos=1, retain=True)

    online, retry, next_sample, next_account = False, RETRY, time.monotonic(), 0
    while True:
        now = time.monotonic()
        try:
            if now >= next_sample:
                next_sample = max(next_sample + interval, now)
                outbox.append(device, {"speed": random.uniform(0, 120)})
                outbox.evict_over(LIMIT, sent)
            if online and now >= next_account:
                next_account = now + ACCOUNT_EVERY
                say_account()
        except sqlite3.OperationalError as full:
            print("the outbox can't be written:", full, file=sys.stderr)
        window = outbox.db.execute(PLACES).fetchmany(WINDOW) if online else []
        due = [place for place in window if not sent.get(place) or sent[place] + retry < now]
        retry = min(2 * retry, LONGEST_RETRY) if any(map(sent.get, due)) else retry  # unheard of
        for place in due:
            if client.publish(f"device/data/{device}", outbox.one(PAYLOAD, *place), qos=1).rc == 0:
                sent[place] = now
        try:
            kind, value = heard.get(timeout=max(0, min(next_sample - time.monotonic(), 1)))
        except queue.Empty:
            continue
        if kind == "message":
            try:
                message = json.loads(value)
                if "account" in message:
                    outbox.forget(shown.pop(message["account"], []))
                    continue
                outbox.settle(message["epoch"], message["seq"])
                left, retry = set(outbox.db.execute(PLACES)), RETRY
                sent = {place: when for place, when in sent.items() if place in left}
            except Exception as fault:  # one that can't be read changes nothing
                print("not understood:", repr(fault), file=sys.stderr)
        elif kind == "online":
            online, next_account = value, 0
            sent = dict.fromkeys(sent, 0)  # what the last connection carried may not have arrived
        else:
            if online and (last := say_account()).rc == 0:
                last.wait_for_publish(1)
            return client.disconnect()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], *map(float, sys.argv[3:]))
