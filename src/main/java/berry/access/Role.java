package berry.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

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

  /// Whether somebody of this role may invite, change or dismiss one of that: an admin operators,
  /// the owner everybody but an owner.
  public boolean handles(Role other) {
    return switch (this) {
      case OWNER -> other == OPERATOR || other == ADMIN;
      case ADMIN -> other == OPERATOR;
      case OPERATOR, USER -> false;
    };
  }

  /// The role of that word; empty for any other.
  public static Optional<Role> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word().equals(word)).findAny();
  }

  public boolean atLeast(Role needed) {
    return compareTo(needed) >= 0;
  }
}
