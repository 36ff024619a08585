package berry.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import berry.inbox.ReceptionNotes.Note;
import berry.monitoring.Metric;
import berry.monitoring.Readings;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class IntakeSensorTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final ReceptionNotes notes = new ReceptionNotes(database.database());

  @Test
  void a_stop_of_an_hour_is_no_trouble_of_the_start_after_it() {
    notes.note(new Note(1, "one", "polling", null, null, null, true));
    database.run(
        """
        UPDATE reception
        SET noted_at = noted_at - interval '1 hour', good_at = good_at - interval '1 hour'
        """);
    MovableClock clock = new MovableClock(Instant.now().toString());
    IntakeSensor sensor =
        new IntakeSensor(new IntakeTotalsReader(database.database(), clock), notes, clock);

    clock.pass(Duration.ofSeconds(20));
    assertThat(stalled(sensor, clock)).isBetween(1.0, 20.0);

    clock.pass(Duration.ofSeconds(41));
    assertThat(stalled(sensor, clock)).as("nobody receives since").isGreaterThan(3_600);
  }

  private static double stalled(IntakeSensor sensor, MovableClock clock) {
    Readings reading = new Readings(clock.instant());
    sensor.read(reading);
    return reading.get(Metric.INTAKE_STALLED).orElseThrow();
  }
}
