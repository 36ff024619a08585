package berry.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.telegram.Answer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AnswerClassifierTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0, 1000",
    "2, 0, 2000",
    "3, 0, 4000",
    "4, 0, 8000",
    "5, 0, 16000",
    "6, 0, 30000",
    "7, 0, 30000",
    "1000, 0, 30000",
    "1, 0.5, 750",
    "1, 1, 500",
    "3, 0.333, 3334",
    "6, 1, 15000",
  })
  void waits_twice_as_long_after_each_attempt(int attempts, double jitter, long millis) {
    Delivery delivery = AnswerClassifier.of(new Answer.Unreachable<>("away"), at(attempts), jitter);

    assertThat(delivery).isEqualTo(new Delivery.Later(Duration.ofMillis(millis), Reason.AWAY));
  }

  private static ClaimedMessage at(int attempts) {
    return new ClaimedMessage(
        1,
        7,
        11L,
        "sendMessage",
        "{}",
        false,
        null,
        Duration.ofSeconds(1),
        attempts,
        null,
        null,
        List.of());
  }
}
