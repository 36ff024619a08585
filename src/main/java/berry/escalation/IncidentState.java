package berry.escalation;

import java.util.Locale;

/// How far an incident has come.
public enum IncidentState {
  /// Nobody has said yet that they look after it: the ladder goes on.
  OPEN,
  ACKNOWLEDGED,
  /// People are no longer hit, the cause is still there.
  MITIGATED,
  /// Every alert of it is over.
  RESOLVED,
  /// What happened is written down.
  CLOSED;

  private final String word = name().toLowerCase(Locale.ROOT);

  /// As programs and the database read it.
  public String word() {
    return word;
  }

  public static IncidentState of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }

  /// Whether something is still wrong.
  public boolean active() {
    return compareTo(RESOLVED) < 0;
  }
}
