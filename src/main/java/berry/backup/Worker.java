package berry.backup;

import berry.backup.Work.Kind;
import berry.backup.Work.Outcome;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Does what takes long with backups, one at a time across all processes, and tells every screen
/// how far it is: once a second at most, in a row that any replica reads.
///
/// The work itself never waits for that row: it is written beside it, and while the databases
/// change places in a restore it is not written at all.
public final class Worker implements AutoCloseable {

  /// The `ref` of a change that says only how far it is.
  public static final String PROGRESS = "progress";

  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /// Silence does not mean death until half a minute has passed.
  private static final Duration ALIVE = Duration.ofSeconds(5);

  /// For as long the end is told anew when nobody hears it: a restore has just ended all sessions.
  private static final int LAST_TRIES = 60;

  private static final Duration LAST_WAIT = Duration.ofSeconds(10);

  private final Database database;
  private final Changes changes;
  private final String who;
  private final Clock clock;
  private @Nullable Running running;

  /// @param who this process, for those who have to wait
  public Worker(Database database, Changes changes, String who, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.who = who;
    this.clock = clock;
  }

  /// Begins in the background.
  ///
  /// @param subject name of the backup; null: none yet
  /// @param by who asks
  /// @param work its exceptions are told as failures
  /// @throws BackupBusy naming who is at work, and since when
  public Work begin(
      Kind kind, @Nullable String subject, @Nullable String by, Function<Progress, Outcome> work) {
    Running now = claimed(kind, subject, by);
    Thread thread = Thread.ofVirtual().name("backup-work").unstarted(() -> quietly(now, work));
    now.runs(thread);
    thread.start();
    return now.work();
  }

  /// Does it on this thread: for what Berry does by itself.
  ///
  /// Throws what the work throws, and [BackupBusy].
  public Outcome run(Kind kind, @Nullable String subject, Function<Progress, Outcome> work) {
    Running now = claimed(kind, subject, null);
    now.runs(Thread.currentThread());
    return done(now, work);
  }

  /// What a command does.
  ///
  /// @param subject name of the backup; null: none yet
  /// @param by the command, as people type it
  public record Command(Kind kind, @Nullable String subject, String by) {}

  /// Does on this thread what a command asks for, and tells of it where that is possible. The right
  /// to work is the lock that the work itself takes: a row that a killed process has left keeps
  /// nobody from working, it only is told late or not at all.
  ///
  /// Throws what the work throws, and nothing else.
  ///
  /// @param line hears how far it is, too
  /// @param outcome what is told of what came of it
  public <T> T tell(
      Command command, Progress line, Function<Progress, T> work, Function<T, Outcome> outcome) {
    if (!canTell()) {
      return work.apply(line);
    }
    Running now = new Running(begun(command.kind(), command.subject(), command.by()), false);
    now.runs(Thread.currentThread());
    List<T> result = new ArrayList<>(1);
    done(
        now,
        heard -> {
          T came = work.apply(line.and(heard));
          result.add(came);
          return outcome.apply(came);
        });
    return result.getFirst();
  }

  private boolean canTell() {
    try {
      return WorkStore.there(database.jdbi());
    } catch (RuntimeException away) {
      LOG.debug("Nobody will be told of the work: {}", away.getMessage());
      return false; // what the work itself says of it is better
    }
  }

  /// What is at work, here or in another process, or was last.
  ///
  /// @return null: nothing ever was
  public @Nullable Work state() {
    Running own;
    synchronized (this) {
      own = running;
    }
    // What this process does it knows best, above all while the database changes places.
    return own != null && !own.told() ? own.work() : WorkStore.read(database.jdbi());
  }

  private Running claimed(Kind kind, @Nullable String subject, @Nullable String by) {
    Work work = begun(kind, subject, by);
    Running now = new Running(work, true);
    boolean free =
        changes.inTransaction((transaction, news) -> {
          boolean claimed = WorkStore.claim(transaction, work);
          if (claimed) {
            news.tell(Topic.BACKUP, Subject.nobody());
          }
          return claimed;
        });
    if (!free) {
      Work other = state();
      throw new BackupBusy(other == null ? "somebody is at work on backups" : other.words());
    }
    synchronized (this) {
      running = now;
    }
    return now;
  }

  private Work begun(Kind kind, @Nullable String subject, @Nullable String by) {
    return new Work(
        UUID.randomUUID(),
        kind,
        subject,
        by,
        who,
        clock.instant(),
        null,
        Work.State.RUNNING,
        Work.Step.BEGINNING,
        0,
        0,
        null,
        null,
        null);
  }

  private void quietly(Running now, Function<Progress, Outcome> work) {
    try {
      done(now, work);
    } catch (RuntimeException | Error e) {
      LOG.warn("{} {}: {}", who, now.work().kind().does(), String.valueOf(e.getMessage()), e);
    }
  }

  private Outcome done(Running now, Function<Progress, Outcome> work) {
    Thread teller = Thread.ofVirtual().name("backup-progress").start(() -> tell(now));
    try {
      Outcome outcome = work.apply(now);
      now.ended(clock.instant(), outcome, null);
      return outcome;
    } catch (RuntimeException | Error e) {
      now.ended(clock.instant(), null, String.valueOf(e.getMessage()));
      throw e;
    } finally {
      join(teller, LAST_WAIT);
    }
  }

  /// On a thread of its own: the work is not held up by it.
  private void tell(Running now) {
    try {
      long at = System.nanoTime();
      Work work = now.next();
      while (work.running()) {
        boolean silent = now.claimed() && System.nanoTime() - at > ALIVE.toNanos();
        if (now.changed() || silent) {
          at = System.nanoTime();
          written(now, work, Subject.nobody().ref(PROGRESS));
        }
        work = now.next();
      }
      // What was refused before it began is nobody's news.
      boolean news = now.claimed() || work.step() != Work.Step.BEGINNING;
      for (int tries = 0; news && tries < LAST_TRIES && !now.told(); tries++) {
        if (written(now, work, Subject.nobody())) {
          now.wasTold();
        } else {
          news = now.claimed();
          work = now.next();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean written(Running now, Work work, Subject about) {
    try {
      boolean ours = now.claimed();
      boolean written =
          changes.inTransaction((transaction, news) -> {
            if (!ours && !WorkStore.claim(transaction, work)) {
              return false;
            }
            if (ours) {
              WorkStore.put(transaction, work);
            }
            // Of the beginning everybody hears, for it changes more than how far it is.
            news.tell(Topic.BACKUP, ours ? about : Subject.nobody());
            return true;
          });
      if (written) {
        now.wasClaimed();
      }
      return written;
    } catch (RuntimeException away) {
      LOG.debug("Nobody was told how far the work is: {}", away.getMessage());
      return false;
    }
  }

  /// Gives what is at work a moment, and leaves it then: killed at any step, nothing half done
  /// counts or is live.
  @Override
  public void close() {
    Running own;
    synchronized (this) {
      own = running;
    }
    Thread thread = own == null ? null : own.thread();
    if (thread != null && thread != Thread.currentThread()) {
      join(thread, LAST_WAIT);
    }
  }

  private static void join(Thread thread, Duration atMost) {
    try {
      thread.join(atMost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
