package berry.recovery;

import berry.backup.BackupRefused;
import berry.backup.Progress;
import berry.database.Address;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/// Puts one complete database in the place of the live one. Both names change in one transaction of
/// the server, together with what is written on both: there is no moment without a live database.
///
/// For one thread, once.
final class SwapStore {

  private static final Duration SILENCE = Duration.ofMinutes(5);

  private final DatabasesStore server;
  private final Address live;
  private final Address everyday;
  private final String who;
  private final Clock clock;
  private final Consumer<Step> passed;

  SwapStore(
      DatabasesStore server,
      Address live,
      Address everyday,
      String who,
      Clock clock,
      Consumer<Step> passed) {
    this.server = server;
    this.live = live;
    this.everyday = everyday;
    this.who = who;
    this.clock = clock;
    this.passed = passed;
  }

  /// What is to be put where.
  ///
  /// @param next the name of a complete database of this schema
  /// @param aside what the live one is called from then on
  /// @param id of the restore
  /// @param source what `next` is, for people
  /// @param whole whether `next` was put aside as it stood, and is no backup
  record Plan(String next, String aside, String id, String source, boolean whole) {}

  /// @return for how many seconds no update was taken in
  /// @throws BackupRefused when it was not done; the former one is live then
  double swap(Plan plan, Progress progress) throws SQLException {
    Marked former = named(live.database());
    Marked next = named(plan.next());
    progress.begins("Putting it in the place of " + live.database(), 0);
    try (IntakeHoldStore pause = IntakeHoldStore.begin(live, live.withDatabase(plan.next()), who)) {
      passed.accept(Step.PAUSED);
      try {
        take(plan, comment(former));
      } catch (SQLException | RuntimeException e) {
        reopen(former, e);
        throw e;
      }
      try {
        passed.accept(Step.SWAPPED);
        SmokeStore.test(everyday, live);
        passed.accept(Step.TRIED);
      } catch (RuntimeException e) {
        back(plan, former, next, e);
        throw new BackupRefused(
            "it did not work when it was tried, so the former database is live again, with"
                + " everything in it: "
                + e.getMessage(),
            e);
      }
      finish(plan.aside(), plan.id(), plan.source(), comment(former));
      double seconds = pause.end();
      progress.ends();
      return seconds;
    }
  }

  private void take(Plan plan, @Nullable String comment) throws SQLException {
    try (Connection before = live.connect(SILENCE);
        Connection next = live.withDatabase(plan.next()).connect(SILENCE)) {
      server.together(() -> {
        server.mark(live.database(), mark(Mark.State.CLOSED, plan, comment).text());
        server.allow(live.database(), false);
      });
      passed.accept(Step.CLOSED);
      server.endSessions(live.database(), pid(before));
      server.endSessions(plan.next(), pid(next));
      passed.accept(Step.ENDED);
      AftermathStore.settle(before, next, plan.whole());
      passed.accept(Step.SETTLED);
    }
    server.together(() -> {
      server.rename(live.database(), plan.aside());
      server.rename(plan.next(), live.database());
      server.mark(live.database(), mark(Mark.State.TRIAL, plan, comment).text());
      server.mark(plan.aside(), mark(Mark.State.KEPT, plan, comment).text());
    });
  }

  /// The one from before may be entered again, by its new name.
  void finish(String aside, String id, String source, @Nullable String comment)
      throws SQLException {
    server.together(() -> {
      server.mark(live.database(), comment);
      server.allow(aside, true);
    });
  }

  /// Nothing was renamed.
  private void reopen(Marked former, Exception cause) {
    try {
      server.together(() -> {
        server.mark(former.name(), comment(former));
        server.allow(former.name(), true);
      });
      resume();
    } catch (SQLException e) {
      cause.addSuppressed(e);
    }
  }

  private void back(Plan plan, Marked former, Marked next, Exception cause) throws SQLException {
    try {
      server.allow(live.database(), false);
      server.endSessions(live.database(), 0);
      server.together(() -> {
        server.rename(live.database(), plan.next());
        server.rename(plan.aside(), live.database());
        server.mark(live.database(), comment(former));
        server.mark(plan.next(), next.comment());
        server.allow(live.database(), true);
        server.allow(plan.next(), true);
      });
      resume();
    } catch (SQLException | RuntimeException e) {
      e.addSuppressed(cause);
      throw e;
    }
  }

  /// At once, and not only when the pause ends by itself.
  private void resume() {
    try (Connection connection = live.connect(SILENCE)) {
      berry.inbox.IntakePauseStore.end(connection);
    } catch (SQLException soon) {
      // it ends by itself within half a minute
    }
  }

  private Mark mark(Mark.State state, Plan plan, @Nullable String comment) {
    return Mark.of(live.database(), plan.id(), state, plan.source(), clock.instant(), comment);
  }

  /// What people wrote there, not us.
  static @Nullable String comment(Marked database) {
    return database.mark() == null ? database.comment() : database.mark().former();
  }

  private Marked named(String name) throws SQLException {
    return server.ours().stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new BackupRefused("there is no database " + name + " any more"));
  }

  private static int pid(Connection connection) throws SQLException {
    return connection.unwrap(PGConnection.class).getBackendPID();
  }
}
