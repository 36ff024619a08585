package berry.recovery;

import berry.backup.Progress;
import berry.database.Changes;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A restore or an undo that goes on in the background of this process, and how far it is. Who
/// waits for it hears of each step, and once a second in between, by a change of topic `backup`.
public final class RestoreRun {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreRun.class);
  private static final Duration TOLD = Duration.ofSeconds(1);

  private final Changes changes;
  private final Clock clock;
  private @Nullable State state;
  private long toldAt;

  public RestoreRun(Changes changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /// How far the present or the last one is.
  ///
  /// @param source what is restored, or `undo`
  /// @param step in words, such as `Comparing`
  /// @param done bytes of this step
  /// @param total the same when it is at its end, about; 0: nobody knows
  /// @param table that is at work now
  /// @param restored what came of it; null: not yet, or nothing
  /// @param failure why nothing came of it
  public record State(
      String source,
      Instant begunAt,
      boolean running,
      String step,
      long done,
      long total,
      @Nullable String table,
      @Nullable Restored restored,
      @Nullable String failure) {}

  /// @return null: none since this process began
  public synchronized @Nullable State state() {
    return state;
  }

  /// @param work such as a call of [Recovery#restore]
  /// @return false when one goes on already
  public synchronized boolean begin(String source, Function<Progress, Restored> work) {
    State last = state;
    if (last != null && last.running()) {
      return false;
    }
    state = new State(source, clock.instant(), true, "Beginning", 0, 0, null, null, null);
    var _ = Thread.ofVirtual().name("restore").start(() -> run(source, work));
    return true;
  }

  private void run(String source, Function<Progress, Restored> work) {
    tell();
    try {
      ended(work.apply(new Listening()), null);
    } catch (RuntimeException | Error e) {
      LOG.warn("The restore of {} ended: {}", source, e.toString());
      ended(null, String.valueOf(e.getMessage()));
    }
    tell();
  }

  private synchronized void ended(@Nullable Restored restored, @Nullable String failure) {
    State last = state;
    if (last != null) {
      state =
          new State(
              last.source(),
              last.begunAt(),
              false,
              last.step(),
              last.done(),
              last.total(),
              null,
              restored,
              failure);
    }
  }

  private synchronized void now(String step, long done, long total, @Nullable String table) {
    State last = state;
    if (last != null) {
      state = new State(last.source(), last.begunAt(), true, step, done, total, table, null, null);
    }
  }

  private void tell() {
    toldAt = System.nanoTime();
    try {
      changes.useTransaction(
          (transaction, news) -> news.tell(Topic.BACKUP, Subject.nobody().ref("restore")));
    } catch (RuntimeException closed) {
      // for the moment in which the databases change places nobody can be told
      LOG.debug("Nobody was told of the restore: {}", closed.getMessage());
    }
  }

  /// On the thread of the restore.
  private final class Listening implements Progress {
    private String step = "";
    private @Nullable String table;
    private long done;
    private long total;

    @Override
    public void begins(String what, long bytes) {
      step = what;
      total = bytes;
      done = 0;
      table = null;
      changed(true);
    }

    @Override
    public void table(String name) {
      table = name;
      changed(false);
    }

    @Override
    public void advances(long bytes) {
      done += bytes;
      changed(false);
    }

    private void changed(boolean atOnce) {
      boolean due = atOnce || System.nanoTime() - toldAt > TOLD.toNanos();
      if (due) {
        now(step, done, total, table);
        tell();
      }
    }
  }
}
