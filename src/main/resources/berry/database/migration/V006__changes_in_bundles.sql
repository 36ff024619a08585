-- One row for all that a batch of updates changes, instead of one a chat: under load a row with its
-- index entry for each update was written, sent to every process and read there, to say little.
-- Two arrays of one length: person and chat of each change. Null: person_id and chat_id say it.
ALTER TABLE change
  ADD COLUMN person_ids bigint[],
  ADD COLUMN chat_ids bigint[];
