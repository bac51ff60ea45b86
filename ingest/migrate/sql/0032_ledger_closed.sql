-- What the ledger still has to know when the TTL has taken the rows: kept for good. `ts` of blocks is
-- the beginning of their day, of all else the time of the row that it is of.
CREATE TABLE IF NOT EXISTS ledger_closed_blocks (
  ts TIMESTAMP,
  device_id SYMBOL CAPACITY 8192,
  epoch LONG,
  block LONG,
  readings LONG,
  first_seq LONG,
  last_seq LONG,
  seq_sum LONG,
  square_sum LONG,
  first_ts TIMESTAMP,
  last_ts TIMESTAMP
) TIMESTAMP(ts) PARTITION BY MONTH WAL
DEDUP UPSERT KEYS(ts, device_id, epoch, block);

CREATE TABLE IF NOT EXISTS ledger_closed_gaps (
  ts TIMESTAMP,
  device_id SYMBOL CAPACITY 8192,
  epoch LONG,
  block LONG,
  after_seq LONG,
  after_ts TIMESTAMP,
  before_seq LONG,
  before_ts TIMESTAMP
) TIMESTAMP(ts) PARTITION BY MONTH WAL
DEDUP UPSERT KEYS(ts, device_id, epoch, block, after_seq, before_seq);

CREATE TABLE IF NOT EXISTS ledger_closed_letters (
  ts TIMESTAMP,
  device_id SYMBOL CAPACITY 8192,
  epoch LONG,
  seq LONG
) TIMESTAMP(ts) PARTITION BY MONTH WAL
DEDUP UPSERT KEYS(ts, device_id, epoch, seq);

CREATE TABLE IF NOT EXISTS ledger_closed_accounts (
  ts TIMESTAMP,
  device_id SYMBOL CAPACITY 8192,
  account LONG,
  epoch LONG,
  produced LONG,
  oldest LONG,
  evicted LONG,
  evictions VARCHAR
) TIMESTAMP(ts) PARTITION BY MONTH WAL
DEDUP UPSERT KEYS(ts, device_id, account, epoch);
