-- A block holds each seq from its first to its last once if count and both sums say so. A device
-- without epochs has no seq that could be missing: all its readings of a step are one row.
CREATE MATERIALIZED VIEW IF NOT EXISTS ledger_blocks WITH BASE device_data REFRESH EVERY 10m AS (
  SELECT
    ts,
    device_id,
    epoch,
    CASE WHEN epoch > 0 THEN (seq - 1) / 4096 ELSE 0 END AS block,
    count() AS readings,
    min(seq) AS first_seq,
    max(seq) AS last_seq,
    sum(seq) AS seq_sum,
    sum(((seq - 1) % 4096) * ((seq - 1) % 4096)) AS square_sum,
    min(ts) AS first_ts,
    max(ts) AS last_ts
  FROM device_data
  SAMPLE BY 10m
) PARTITION BY DAY TTL 90 DAYS;
