package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.TestDatabase;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class NewsTest {

  @AutoClose private final TestDatabase test = TestDatabase.fresh();
  private final AtomicInteger woken = new AtomicInteger();

  @Test
  void wakes_once_after_the_commit() {
    transaction(news -> {
      news.tell(Topic.MESSAGE, Subject.person(1));
      news.tell(Topic.PERSON, Subject.person(1));
      assertThat(woken).hasValue(0);
    });

    assertThat(woken).hasValue(1);
    assertThat(rows()).isEqualTo(2);
  }

  /// Somebody else's commit, inside of which ours is no commit yet.
  @Test
  void waits_for_the_outermost_commit() {
    test.jdbi()
        .useTransaction(outer -> {
          transaction(news -> news.tell(Topic.MESSAGE, Subject.nobody()));
          assertThat(woken).hasValue(0);
        });

    assertThat(woken).hasValue(1);
  }

  @Test
  void wakes_nobody_when_there_is_nothing_to_tell() {
    transaction(news -> {});

    assertThat(woken).hasValue(0);
  }

  @Test
  void wakes_nobody_for_what_was_rolled_back() {
    assertThatThrownBy(() ->
            transaction(news -> {
              news.tell(Topic.MESSAGE, Subject.nobody());
              throw new IllegalStateException("changed its mind");
            }))
        .hasMessage("changed its mind");

    assertThat(woken).hasValue(0);
    assertThat(rows()).isZero();
  }

  @Test
  void tells_of_nothing_without_a_name() {
    assertThatThrownBy(() -> transaction(news -> news.tell(Topic.OTHER, Subject.nobody())))
        .isInstanceOf(IllegalArgumentException.class);
  }

  private void transaction(Consumer<News> work) {
    test.jdbi().useTransaction(handle -> work.accept(new News(handle, woken::incrementAndGet)));
  }

  private long rows() {
    return test.jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM change").mapTo(Long.class).one());
  }
}
