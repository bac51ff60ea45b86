-- Of an epoch, the most that any account says was produced: of an outbox from a backup, a later
-- account says less. The view is made anew from the accounts that are kept.
DROP MATERIALIZED VIEW IF EXISTS ledger_accounts;
CREATE MATERIALIZED VIEW IF NOT EXISTS ledger_accounts WITH BASE device_account REFRESH EVERY 1h AS (
  SELECT
    ts,
    device_id,
    epoch,
    max(account) AS account,
    max(produced) AS produced,
    arg_max(oldest, account) AS oldest,
    arg_max(evicted, account) AS evicted,
    arg_max(ts, account) AS told
  FROM device_account
  SAMPLE BY 1h
) PARTITION BY DAY TTL 90 DAYS;
