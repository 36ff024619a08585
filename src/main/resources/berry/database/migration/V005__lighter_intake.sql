-- Indexes that each update paid for, and nobody, or nearly nobody, read.

-- No question goes by the person of a raw update; the little that will, reads a month's partition.
DROP INDEX incoming_person;

-- Rows come in the order of their time, so ranges of blocks find them as well as single rows do.
DROP INDEX change_at;
CREATE INDEX change_at ON change USING brin (at);
