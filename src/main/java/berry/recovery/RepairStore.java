package berry.recovery;

import berry.database.Address;
import berry.inbox.IntakePauseStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/// Ends what a killed restore left half done. Nothing is lost by it: it opens, and it drops what
/// was never complete.
final class RepairStore {

  private static final Duration SILENCE = Duration.ofSeconds(5);

  private RepairStore() {}

  /// @return what was done, a sentence each; empty as well while a restore goes on
  static List<String> repair(Address live, String who) throws SQLException {
    try (DatabasesStore server = DatabasesStore.open(live)) {
      return server.tryLock(who) ? repair(server, live) : List.of();
    }
  }

  /// With the right to restore in hand.
  static List<String> repair(DatabasesStore server, Address live) throws SQLException {
    List<String> done = new ArrayList<>();
    for (Marked one : server.ours()) {
      Mark mark = one.mark();
      if (mark == null) {
        continue;
      }
      if (one.name().equals(live.database())) {
        done.add(open(server, live, one, mark));
      } else if (mark.state() == Mark.State.RESTORING || mark.state() == Mark.State.PROVED) {
        server.drop(one.name());
        done.add("dropped " + one.name() + ", into which a restore was broken off");
      } else if (mark.state() == Mark.State.KEPT && !one.open()) {
        server.allow(one.name(), true);
      }
    }
    server.dropUnmarked().forEach(name -> done.add("dropped " + name + ", which held nothing yet"));
    return done;
  }

  private static String open(DatabasesStore server, Address live, Marked one, Mark mark)
      throws SQLException {
    server.together(() -> {
      server.mark(one.name(), mark.former());
      server.allow(one.name(), true);
    });
    try (Connection connection = live.connect(SILENCE)) {
      IntakePauseStore.end(connection);
    } catch (SQLException soon) {
      // it ends by itself within half a minute
    }
    return mark.state() == Mark.State.TRIAL
        ? "%s is live and complete: it is %s, restored before the restore was broken off"
            .formatted(one.name(), mark.source())
        : "%s is live and complete again: a restore of %s was broken off before it changed anything"
            .formatted(one.name(), Objects.requireNonNull(mark.source()));
  }
}
