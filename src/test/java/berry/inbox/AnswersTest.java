package berry.inbox;

import static berry.inbox.InboxFixture.BOT;
import static berry.inbox.InboxFixture.await;
import static berry.inbox.InboxFixture.text;
import static org.assertj.core.api.Assertions.assertThat;

import berry.telegram.Update;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
class AnswersTest {

  private static final Duration SOON = Duration.ofMillis(30);

  @AutoClose private final InboxFixture intake = new InboxFixture();

  @Test
  void lets_one_failing_answer_stop_no_other_and_gives_up_after_three_tries() {
    List<Long> tried = new CopyOnWriteArrayList<>();
    due(1, 11);
    due(2, 11);

    try (Answers answers =
        answers(update -> {
          tried.add(update.id());
          if (update.id() == 1) {
            throw new IllegalStateException("on purpose");
          }
        })) {
      answers.start();
      await(() -> state(1).equals("handled") && state(2).equals("handled"));
    }

    assertThat(tried).containsExactlyInAnyOrder(1L, 1L, 1L, 2L);
    assertThat(intake.one("SELECT reason FROM incoming WHERE update_id = 1"))
        .isEqualTo("no answer: 3 tries failed, the last with IllegalStateException");
  }

  @Test
  void takes_up_at_start_what_a_dead_process_left() {
    due(1, 11);

    List<Long> answered = new CopyOnWriteArrayList<>();
    try (Answers answers = answers(update -> answered.add(update.id()))) {
      answers.start();
      await(() -> state(1).equals("handled"));
    }

    assertThat(answered).containsExactly(1L);
  }

  @Test
  void lets_one_slow_chat_hold_up_no_other() {
    CountDownLatch end = new CountDownLatch(1);
    due(1, 11);
    due(2, 12);

    try (Answers answers =
        answers(update -> {
          if (update.id() == 1) {
            wait(end);
          }
        })) {
      answers.start();
      await(() -> state(2).equals("handled"));
      assertThat(state(1)).isEqualTo("due");
      end.countDown();
      await(() -> state(1).equals("handled"));
    }
  }

  @Test
  void marks_a_left_over_that_cannot_be_read_any_more() {
    due(1, 11);
    intake.run("UPDATE incoming SET body = 'rubbish'");

    try (Answers answers = answers(update -> {})) {
      answers.start();
      await(() -> state(1).equals("handled"));
    }
    assertThat(intake.one("SELECT reason FROM incoming")).startsWith("not JSON");
  }

  private Answers answers(Consumer<Update> answering) {
    return new Answers(
        intake.database.jdbi().onDemand(OwedStore.class),
        BOT,
        Clock.systemUTC(),
        (update, receivedAt) -> answering.accept(update),
        intake.metrics,
        SOON);
  }

  /// A command that the inbox took in and nobody answered.
  private void due(long updateId, long person) {
    intake.accept(text(updateId, "message", updateId, person, InboxFixture.NOON, "/help", ""));
    await(() -> state(updateId).equals("handled"));
    intake.run("UPDATE incoming SET state = 'due' WHERE update_id = " + updateId);
  }

  private String state(long updateId) {
    return intake.one("SELECT state FROM incoming WHERE update_id = " + updateId);
  }

  private static void wait(CountDownLatch end) {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
