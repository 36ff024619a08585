package berry.escalation;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who is to be called when, as it stood when it was read: nothing behind these methods asks the
/// database, so one that was read earlier still answers while that is away.
public interface Roster {

  /// At least one, ascending, the first at once.
  List<Step> steps();

  /// Whom that step calls: reachable people, each once, whoever is on call first. Where a role has
  /// nobody who can be reached, the owner; empty only when there is no owner either.
  List<Target> targets(Step step, Instant now);

  /// Whether messages of that severity come without a sound now, and later steps wait.
  boolean quiet(int severity, Instant now);

  /// When these hours end; null outside them.
  @Nullable Instant quietUntil(int severity, Instant now);

  /// Of the business, whose times are shown.
  ZoneId zone();

  /// Whether that is an enrolled contact.
  boolean knows(long personId);
}
