package berry.recovery;

import berry.database.Address;
import berry.recovery.Standing.Kept;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Looks at the server's databases, and removes those from before that were kept for long enough.
final class StandingStore {

  /// Long enough to notice what is missing.
  static final Duration KEPT = Duration.ofDays(7);

  private StandingStore() {}

  static Standing look(Address live) throws SQLException {
    try (DatabasesStore server = DatabasesStore.open(live)) {
      List<Kept> kept = new ArrayList<>();
      List<String> leftovers = new ArrayList<>(server.unmarked());
      Marked own = null;
      String busy = server.busy();
      for (Marked one : server.ours()) {
        Mark mark = one.mark();
        if (one.name().equals(live.database())) {
          own = one;
        } else if (mark != null && mark.state() == Mark.State.KEPT) {
          kept.add(kept(one, mark));
        } else if (mark != null) {
          leftovers.add(one.name());
        }
      }
      kept.sort(Comparator.comparing(Kept::at).reversed());
      return new Standing(
          live.database(),
          own != null && own.open() && own.mark() == null,
          words(live.database(), own),
          busy,
          kept,
          busy == null ? leftovers : List.of());
    }
  }

  private static Kept kept(Marked one, Mark mark) {
    return new Kept(one.name(), mark.source(), mark.at(), mark.at().plus(KEPT), one.bytes());
  }

  private static String words(String database, @Nullable Marked own) {
    if (own == null) {
      return "there is no database " + database;
    }
    Mark mark = own.mark();
    if (mark == null) {
      return database + (own.open() ? " is live and complete" : " lets nobody in");
    }
    return mark.state() == Mark.State.TRIAL
        ? "%s is live and complete: it is %s; the restore did not come to its end"
            .formatted(database, mark.source())
        : "%s is live and complete as it was before a restore of %s, but closed: the restore did not come to its end"
            .formatted(database, mark.source());
  }

  /// Never while the live one is not open and tried, so never the only complete one.
  ///
  /// @return the names of those that are gone
  static List<String> removeOld(Address live, String who, Instant now) throws SQLException {
    if (!look(live).complete()) {
      return List.of();
    }
    try (DatabasesStore server = DatabasesStore.open(live)) {
      if (!server.tryLock(who)) {
        return List.of();
      }
      List<String> gone = new ArrayList<>();
      for (Marked one : server.ours()) {
        Mark mark = one.mark();
        boolean old =
            mark != null
                && mark.state() == Mark.State.KEPT
                && !one.name().equals(live.database())
                && mark.at().plus(KEPT).isBefore(now);
        if (old) {
          server.drop(one.name());
          gone.add(one.name());
        }
      }
      return gone;
    }
  }
}
