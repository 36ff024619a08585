package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class BackOffTest {

  /// The pauses of everybody who has some, in milliseconds.
  @ParameterizedTest
  @CsvSource({
    "telegram, 1000, 60000, 1000 2000 4000 8000 16000 32000 60000 60000",
    "outbox, 1000, 30000, 1000 2000 4000 8000 16000 30000 30000",
    "changes, 100, 5000, 100 200 400 800 1600 3200 5000 5000",
    "postgres, 500, 30000, 500 1000 2000 4000 8000 16000 30000 30000",
  })
  void doubles_up_to_the_longest(String whose, long first, long longest, String pauses) {
    List<Duration> expected =
        Arrays.stream(pauses.split(" ")).map(Long::valueOf).map(Duration::ofMillis).toList();
    Duration from = Duration.ofMillis(first);
    Duration to = Duration.ofMillis(longest);
    BackOff backOff = new BackOff(from, to);

    assertThat(Stream.generate(backOff::next).limit(expected.size())).as(whose).isEqualTo(expected);
    assertThat(IntStream.rangeClosed(1, expected.size()).mapToObj(n -> BackOff.after(n, from, to)))
        .as(whose)
        .isEqualTo(expected);
  }

  @Test
  void begins_anew_when_it_went_well() {
    BackOff backOff = new BackOff(Duration.ofSeconds(1), Duration.ofSeconds(60));
    backOff.next();
    backOff.next();

    backOff.reset();

    assertThat(backOff.next()).isEqualTo(Duration.ofSeconds(1));
    assertThat(backOff.next()).isEqualTo(Duration.ofSeconds(2));
  }

  @Test
  void stays_at_the_longest_however_often_it_failed() {
    assertThat(BackOff.after(Integer.MAX_VALUE, Duration.ofSeconds(1), Duration.ofDays(1)))
        .isEqualTo(Duration.ofDays(1));
  }

  @Test
  void takes_off_at_most_the_share_that_may_go() {
    Duration pause = Duration.ofSeconds(8);

    assertThat(BackOff.jittered(pause, 0.25, 0)).isEqualTo(pause);
    assertThat(BackOff.jittered(pause, 0.25, 0.5)).isEqualTo(Duration.ofSeconds(7));
    assertThat(BackOff.jittered(pause, 0.25, 1)).isEqualTo(Duration.ofSeconds(6));
  }
}
