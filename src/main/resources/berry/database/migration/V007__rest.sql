-- When the last rest that Telegram asked for ended: a call refused right after it says that the rest
-- was too short, and nothing about how fast one may go.
ALTER TABLE outgoing_pace ADD COLUMN rested_at timestamptz NOT NULL DEFAULT 'epoch';
