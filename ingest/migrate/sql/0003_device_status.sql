CREATE TABLE IF NOT EXISTS device_status (
  ts TIMESTAMP,
  device_id SYMBOL CAPACITY 8192,
  status SYMBOL,
  reason SYMBOL,
  interval DOUBLE,
  since TIMESTAMP,
  collector_receive_time TIMESTAMP
) TIMESTAMP(ts) PARTITION BY DAY TTL 90 DAYS WAL
DEDUP UPSERT KEYS(ts, device_id);
