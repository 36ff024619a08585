package berry.recovery;

/// What a restore has just done. At each of them it may be killed.
enum Step {
  LOCKED,
  READ,
  SAVED,
  CREATED,
  RESTORED,
  MIGRATED,
  PROVED,
  PAUSED,
  CLOSED,
  ENDED,
  SETTLED,
  SWAPPED,
  TRIED,
  FINISHED
}
