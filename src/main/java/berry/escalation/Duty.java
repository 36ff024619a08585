package berry.escalation;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody answers for when Berry is in trouble, in the order of [EscalationRules#ROLES].
public enum Duty {
  DEVELOPER,
  DEVOPS,
  SUPPORT;

  private final String word = name().toLowerCase(Locale.ROOT);

  /// As files, programs and the database write it.
  public String word() {
    return word;
  }

  public static Optional<Duty> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findAny();
  }
}
