package berry.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SamplerTest {

  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-03-02T12:00:00Z"), ZoneOffset.UTC);

  @Test
  void a_sensor_that_fails_leaves_its_own_figures_absent_only() {
    Sensor broken =
        _ -> {
          throw new IllegalStateException("no such file");
        };
    try (var sampler = new Sampler(NOON)) {
      sampler.add(broken);
      sampler.add(into -> into.put(Metric.LIVE_VIEWERS, 3));
      Readings now = sampler.sample();

      assertThat(now.get(Metric.LIVE_VIEWERS)).hasValue(3);
      assertThat(now.get(Metric.CPU_USED)).isEmpty();
    }
  }

  @Test
  void not_even_an_error_ends_the_reading() {
    List<Readings> heard = new ArrayList<>();
    try (var sampler = new Sampler(NOON)) {
      sampler.add(_ -> {
        throw new NoClassDefFoundError("a class of a jar that was replaced");
      });
      sampler.add(into -> into.put(Metric.LIVE_VIEWERS, 3));
      sampler.listen(_ -> {
        throw new StackOverflowError();
      });
      sampler.listen(heard::add);

      assertThat(sampler.sample().get(Metric.LIVE_VIEWERS)).hasValue(3);
      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void a_listener_that_fails_keeps_nobody_from_hearing() {
    List<Readings> heard = new ArrayList<>();
    try (var sampler = new Sampler(NOON)) {
      sampler.listen(_ -> {
        throw new IllegalStateException("full");
      });
      sampler.listen(heard::add);

      sampler.sample();

      assertThat(heard).hasSize(1);
    }
  }

  @Test
  void remembers_an_hour_and_no_more() {
    try (var sampler = new Sampler(NOON)) {
      for (int n = 0; n < 1000; n++) {
        sampler.sample();
      }

      assertThat(sampler.lastHour()).hasSize(720);
    }
  }
}
