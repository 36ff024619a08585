package berry.database;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What has to be done every now and then, by one replica at a time (table `scheduled_tasks`).
///
/// A replica that dies in the middle of a job loses it to another within two minutes, so a job must
/// bear being begun twice.
public final class Jobs implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Jobs.class);
  private static final int THREADS = 2;
  private static final Duration POLLED = Duration.ofSeconds(1);
  private static final Duration HEARTBEAT = Duration.ofSeconds(20);

  private final Database database;
  private final List<RecurringTask<Void>> tasks = new ArrayList<>();
  private @Nullable Scheduler scheduler;

  public Jobs(Database database) {
    this.database = database;
  }

  /// To be called before `start`.
  public Jobs add(List<Job> jobs) {
    for (Job job : jobs) {
      AtomicInteger failures = new AtomicInteger();
      tasks.add(
          Tasks.recurring(job.name(), FixedDelay.of(job.period()))
              .execute((_, _) -> run(job, failures)));
    }
    return this;
  }

  public synchronized void start() {
    Scheduler started =
        Scheduler.create(database.dataSource())
            .startTasks(tasks)
            .threads(THREADS)
            .pollingInterval(POLLED)
            .heartbeatInterval(HEARTBEAT)
            // The default asks the network for this machine's name, which may take seconds.
            .schedulerName(new SchedulerName.Fixed("berry-" + UUID.randomUUID()))
            .failureLogging(LogLevel.OFF, false)
            .shutdownMaxWait(Duration.ofSeconds(2))
            .build();
    started.start();
    scheduler = started;
  }

  /// Interrupts what runs and waits two seconds for it at most; another replica, or the next start,
  /// begins it anew.
  @Override
  public synchronized void close() {
    if (scheduler != null) {
      scheduler.stop();
      scheduler = null;
    }
  }

  /// Logs the first failure of a series and its end; the scheduler counts the others.
  private static void run(Job job, AtomicInteger failures) {
    try {
      job.work().run();
    } catch (RuntimeException e) {
      if (failures.getAndIncrement() == 0) {
        LOG.warn("Job {} failed; it is tried again every {}", job.name(), job.period(), e);
      }
      throw e;
    }
    int before = failures.getAndSet(0);
    if (before > 0) {
      LOG.info("Job {} works again after {} failures", job.name(), before);
    }
  }
}
