CREATE MATERIALIZED VIEW IF NOT EXISTS device_minutes WITH BASE device_data REFRESH EVERY 1m AS (
  SELECT
    ts,
    device_id,
    count() AS readings,
    sum(CASE WHEN collector_receive_time > dateadd('s', 5, ts) THEN 1 ELSE 0 END) AS late,
    avg(speed) AS speed, min(speed) AS speed_min, max(speed) AS speed_max,
    avg(cpu_usage) AS cpu_usage, min(cpu_usage) AS cpu_usage_min, max(cpu_usage) AS cpu_usage_max,
    avg(ram_usage) AS ram_usage, min(ram_usage) AS ram_usage_min, max(ram_usage) AS ram_usage_max,
    avg(memory_total) AS memory_total, min(memory_total) AS memory_total_min, max(memory_total) AS memory_total_max,
    avg(memory_used) AS memory_used, min(memory_used) AS memory_used_min, max(memory_used) AS memory_used_max,
    avg(memory_available) AS memory_available, min(memory_available) AS memory_available_min, max(memory_available) AS memory_available_max,
    avg(memory_percent) AS memory_percent, min(memory_percent) AS memory_percent_min, max(memory_percent) AS memory_percent_max,
    avg(disk_total) AS disk_total, min(disk_total) AS disk_total_min, max(disk_total) AS disk_total_max,
    avg(disk_used) AS disk_used, min(disk_used) AS disk_used_min, max(disk_used) AS disk_used_max,
    avg(disk_free) AS disk_free, min(disk_free) AS disk_free_min, max(disk_free) AS disk_free_max,
    avg(disk_percent) AS disk_percent, min(disk_percent) AS disk_percent_min, max(disk_percent) AS disk_percent_max,
    avg(detection_confidence) AS detection_confidence, min(detection_confidence) AS detection_confidence_min, max(detection_confidence) AS detection_confidence_max,
    last(network_bytes_sent) AS network_bytes_sent,
    last(network_bytes_recv) AS network_bytes_recv,
    last(detection_label) AS detection_label,
    last(ts) AS last_ts,
    last(collector_receive_time) AS last_received,
    last(speed) AS last_speed,
    last(cpu_usage) AS last_cpu_usage,
    last(ram_usage) AS last_ram_usage
  FROM device_data
  SAMPLE BY 1m
), INDEX (device_id) PARTITION BY DAY TTL 90 DAYS;
