CREATE TABLE IF NOT EXISTS pipeline_state (
  ts TIMESTAMP,
  worker SYMBOL,
  received LONG,
  stored LONG,
  rejected LONG,
  commits LONG,
  held LONG,
  wal_lag LONG
) TIMESTAMP(ts) PARTITION BY DAY TTL 7 DAYS WAL
DEDUP UPSERT KEYS(ts, worker);
