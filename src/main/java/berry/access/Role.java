package berry.access;

import java.util.Locale;

/// What somebody may do. Each role may do everything the ones before it may.
public enum Role {
  /// Anyone who writes to the bot: sees their own data only.
  USER,
  /// Answers people and handles incidents.
  OPERATOR,
  /// Runs the bot.
  ADMIN,
  /// Exactly one, or nobody yet.
  OWNER;

  /// As the API and the database write it: `user`, `operator`, `admin`, `owner`.
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  public boolean atLeast(Role needed) {
    return compareTo(needed) >= 0;
  }
}
