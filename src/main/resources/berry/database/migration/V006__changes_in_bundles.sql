-- One row for all that a batch of updates changes, instead of one a chat: at ten thousand updates a
-- second writing them was a tenth of the database's work, and reading them a tenth of Berry's.
-- Two arrays of one length: person and chat of each change. Null: person_id and chat_id say it.
ALTER TABLE change
  ADD COLUMN person_ids bigint[],
  ADD COLUMN chat_ids bigint[];
