package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class JobsTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  private final TestDatabase test = TestDatabase.fresh();
  private final Jobs here = new Jobs(test.database());
  private final Jobs there = new Jobs(test.database());

  @AfterEach
  void close_in_reverse() {
    there.close();
    here.close();
    test.close();
  }

  @Test
  void tries_a_failed_job_again() {
    AtomicInteger runs = new AtomicInteger();
    Runnable failsOnce =
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("meant to be logged once here");
          }
        };
    here.add(List.of(new Job("fails-once", Duration.ofMillis(100), failsOnce)));

    here.start();

    Await.until(SOON, () -> runs.get() >= 2);
  }

  @Test
  void does_a_job_on_one_replica_only() {
    AtomicInteger runs = new AtomicInteger();
    here.add(List.of(new Job("rare", Duration.ofHours(1), runs::incrementAndGet)));
    there.add(List.of(new Job("rare", Duration.ofHours(1), runs::incrementAndGet)));
    AtomicInteger beats = new AtomicInteger();
    here.add(List.of(new Job("beat-here", Duration.ofMillis(100), beats::incrementAndGet)));
    AtomicInteger others = new AtomicInteger();
    there.add(List.of(new Job("beat-there", Duration.ofMillis(100), others::incrementAndGet)));

    here.start();
    there.start();

    Await.until(SOON, () -> runs.get() > 0 && beats.get() > 2 && others.get() > 2);
    assertThat(runs).hasValue(1);
  }

  @Test
  void closes_at_once_in_the_middle_of_a_job() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    Runnable endless =
        () -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    here.add(List.of(new Job("endless", Duration.ofHours(1), endless)));
    here.start();
    Await.until(SOON, () -> begun.getCount() == 0);

    long start = System.nanoTime();
    here.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
