package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.Await;
import berry.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class LeaseTest {

  private final TestDatabase test = TestDatabase.fresh();
  private final Lease one = new Lease(test.address(), "polling");
  private final Lease two = new Lease(test.address(), "polling");

  @AfterEach
  void close_in_reverse() {
    two.close();
    one.close();
    test.close();
  }

  @Test
  void is_refused_while_another_has_it() {
    assertThat(one.tryAcquire()).isTrue();

    assertThat(two.tryAcquire()).isFalse();
    assertThat(two.held()).isFalse();
    assertThat(one.held()).isTrue();
  }

  @Test
  void is_lost_with_its_connection_and_another_takes_over() {
    one.tryAcquire();
    cut();

    assertThat(two.tryAcquire()).isTrue();
    Await.until(Duration.ofSeconds(10), () -> !one.held());
    assertThat(one.tryAcquire()).isFalse();
  }

  @Test
  void refuses_the_work_of_a_holder_that_does_not_know_it_lost() {
    one.tryAcquire();
    assertThat(confirms(one)).isTrue();
    cut();
    two.tryAcquire();

    assertThat(confirms(one)).isFalse();
    assertThat(confirms(two)).isTrue();
  }

  @Test
  void says_that_there_is_no_database() {
    Lease nowhere = new Lease(new Address("jdbc:postgresql://127.0.0.1:1/x", "x", ""), "polling");

    assertThatThrownBy(nowhere::tryAcquire).isInstanceOf(DatabaseUnreachable.class);
    assertThat(nowhere.held()).isFalse();
  }

  @Test
  void is_handed_over_when_closed_with_a_higher_epoch() {
    one.tryAcquire();
    one.close();

    assertThat(two.tryAcquire()).isTrue();
    assertThat(two.epoch()).isEqualTo(2);
    assertThat(one.epoch()).isZero();
  }

  @Test
  void knows_its_name() {
    try (Lease another = new Lease(test.address(), "backup")) {
      one.tryAcquire();

      assertThat(another.tryAcquire()).isTrue();
    }
  }

  private boolean confirms(Lease lease) {
    return test.jdbi().inTransaction(lease::confirms);
  }

  private void cut() {
    test.endLeaseholders();
    Await.until(Duration.ofSeconds(5), this::nobodyLocks);
  }

  private boolean nobodyLocks() {
    return test.jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT count(*) = 0
                    FROM pg_locks
                    WHERE locktype = 'advisory'
                      AND database = (
                        SELECT oid FROM pg_database WHERE datname = current_database())
                    """)
                .mapTo(Boolean.class)
                .one());
  }
}
