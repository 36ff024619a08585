package berry.inbox;

/// What became of one update of a committed batch.
enum Fate {
  FRESH,
  REPEATED,
  QUARANTINED
}
