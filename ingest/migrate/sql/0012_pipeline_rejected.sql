CREATE TABLE IF NOT EXISTS pipeline_rejected (
  ts TIMESTAMP,
  worker SYMBOL,
  reason SYMBOL,
  readings LONG
) TIMESTAMP(ts) PARTITION BY DAY TTL 7 DAYS WAL
DEDUP UPSERT KEYS(ts, worker, reason);
