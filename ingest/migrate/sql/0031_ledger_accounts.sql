-- Accounts come every few seconds; one number an hour of each epoch is enough to find the last.
CREATE MATERIALIZED VIEW IF NOT EXISTS ledger_accounts WITH BASE device_account REFRESH EVERY 1h AS (
  SELECT
    ts,
    device_id,
    epoch,
    max(account) AS account,
    arg_max(produced, account) AS produced,
    arg_max(oldest, account) AS oldest,
    arg_max(evicted, account) AS evicted,
    arg_max(ts, account) AS told
  FROM device_account
  SAMPLE BY 1h
) PARTITION BY DAY TTL 90 DAYS;
