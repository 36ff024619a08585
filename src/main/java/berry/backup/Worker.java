package berry.backup;

import berry.backup.Work.Kind;
import berry.backup.Work.Outcome;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
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
  private static final Duration TOLD = Duration.ofSeconds(1);

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
    Work work =
        new Work(
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
    Running now = new Running(work);
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
        boolean silent = System.nanoTime() - at > ALIVE.toNanos();
        if (now.changed() || silent) {
          at = System.nanoTime();
          written(work, Subject.nobody().ref(PROGRESS));
        }
        work = now.next();
      }
      for (int tries = 0; tries < LAST_TRIES && !now.told(); tries++) {
        if (written(work, Subject.nobody())) {
          now.wasTold();
        } else {
          work = now.next();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean written(Work work, Subject about) {
    try {
      changes.useTransaction((transaction, news) -> {
        WorkStore.put(transaction, work);
        news.tell(Topic.BACKUP, about);
      });
      return true;
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

  /// One piece of work of this process: heard on its thread, read on others.
  private static final class Running implements Progress {
    private Work work;
    private boolean changed;
    private boolean told;
    private boolean tried;
    private @Nullable Thread thread;

    Running(Work work) {
      this.work = work;
    }

    @Override
    public synchronized void begins(String what, long bytes) {
      become(work.at(Work.Step.of(what), 0, bytes, null));
    }

    @Override
    public synchronized void table(String name) {
      become(work.at(work.step(), work.done(), work.total(), name));
    }

    @Override
    public synchronized void advances(long bytes) {
      become(work.at(work.step(), work.done() + bytes, work.total(), work.table()));
    }

    synchronized void ended(Instant at, @Nullable Outcome outcome, @Nullable String failure) {
      become(work.ended(at, outcome, failure));
      notifyAll();
    }

    private void become(Work now) {
      work = now;
      changed = true;
    }

    synchronized Work work() {
      return work;
    }

    synchronized boolean changed() {
      boolean was = changed;
      changed = false;
      return was;
    }

    synchronized boolean told() {
      return told;
    }

    synchronized void wasTold() {
      told = true;
    }

    synchronized void runs(Thread by) {
      thread = by;
    }

    synchronized @Nullable Thread thread() {
      return thread;
    }

    /// In a second, or at once when it has ended.
    synchronized Work next() throws InterruptedException {
      long until = System.nanoTime() + TOLD.toNanos();
      long left = TOLD.toNanos();
      while ((work.running() || tried) && left > 0) {
        wait(Duration.ofNanos(left).toMillis() + 1);
        left = until - System.nanoTime();
      }
      tried = !work.running();
      return work;
    }
  }
}
