CREATE TABLE IF NOT EXISTS dead_letters (
  ts TIMESTAMP,
  device_id SYMBOL CAPACITY 8192,
  reason SYMBOL,
  source SYMBOL,
  encoding SYMBOL,
  hash LONG,
  epoch LONG,
  seq LONG,
  length LONG,
  truncated BOOLEAN,
  topic VARCHAR,
  payload VARCHAR,
  sentence VARCHAR
) TIMESTAMP(ts) PARTITION BY DAY TTL 90 DAYS WAL
DEDUP UPSERT KEYS(ts, hash);
