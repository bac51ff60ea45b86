-- Names this database, so that a second address can be told to lead to the same one. The name stands
-- in the definition of a view because only that is created once, whoever else tries at the same time.
CREATE VIEW IF NOT EXISTS ledgerline_instance AS (SELECT '{new_uuid}' AS instance_id FROM long_sequence(1));
