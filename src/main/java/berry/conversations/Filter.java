package berry.conversations;

/// Which of a person's messages to show.
public enum Filter {
  ALL,
  /// What the person wrote.
  MINE,
  /// What the bot and the team wrote.
  ANSWERS,
  /// What carries a file, both ways.
  FILES
}
