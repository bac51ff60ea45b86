CREATE TABLE IF NOT EXISTS device_account (
  ts TIMESTAMP,
  device_id SYMBOL CAPACITY 8192,
  account LONG,
  epochs LONG,
  epoch LONG,
  produced LONG,
  oldest LONG,
  evicted LONG,
  evictions VARCHAR
) TIMESTAMP(ts) PARTITION BY DAY TTL 90 DAYS WAL
DEDUP UPSERT KEYS(ts, device_id, account, epoch);
