package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import berry.testing.TestDatabase;
import java.time.Duration;
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
    here.every(
        "fails-once",
        Duration.ofMillis(100),
        () -> {
          if (runs.incrementAndGet() == 1) {
            throw new IllegalStateException("meant to be logged once here");
          }
        });

    here.start();

    Await.until(SOON, () -> runs.get() >= 2);
  }

  @Test
  void does_a_job_on_one_replica_only() {
    AtomicInteger runs = new AtomicInteger();
    here.every("rare", Duration.ofHours(1), runs::incrementAndGet);
    there.every("rare", Duration.ofHours(1), runs::incrementAndGet);
    AtomicInteger beats = new AtomicInteger();
    here.every("beat-here", Duration.ofMillis(100), beats::incrementAndGet);
    AtomicInteger others = new AtomicInteger();
    there.every("beat-there", Duration.ofMillis(100), others::incrementAndGet);

    here.start();
    there.start();

    Await.until(SOON, () -> runs.get() > 0 && beats.get() > 2 && others.get() > 2);
    assertThat(runs).hasValue(1);
  }

  @Test
  void closes_at_once_in_the_middle_of_a_job() {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch never = new CountDownLatch(1);
    here.every(
        "endless",
        Duration.ofHours(1),
        () -> {
          begun.countDown();
          try {
            never.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    here.start();
    Await.until(SOON, () -> begun.getCount() == 0);

    long start = System.nanoTime();
    here.close();

    assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
  }
}
