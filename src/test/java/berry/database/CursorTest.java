package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CursorTest {

  @ParameterizedTest
  @ValueSource(
      strings = {"", "_", "1", "1_2_3", "1_", "1_two!", "1_zzzzzzzzzzzzzzzzzzzzzz", "1 _2"})
  void refuses_what_is_no_place_in_the_list(String text) {
    assertThatThrownBy(() -> Cursor.read(text, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {Long.MIN_VALUE, -1, 253_402_300_800_000_000L, Long.MAX_VALUE})
  void refuses_a_moment_that_postgresql_does_not_know(long micros) {
    assertThatThrownBy(() -> Cursor.of(micros).moment(0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void comes_back_as_it_went() {
    Cursor cursor = Cursor.of(Long.MIN_VALUE, -1L, 0L, Long.MAX_VALUE);

    assertThat(Cursor.read(cursor.text(), 4)).isEqualTo(cursor);
    assertThat(cursor.text()).matches("[a-z0-9_-]+");
  }

  @Test
  void keeps_microseconds() {
    Instant moment = Instant.parse("2026-03-02T12:00:00.123456Z");

    assertThat(Cursor.of(Cursor.micros(moment)).moment(0)).isEqualTo(moment);
  }
}
