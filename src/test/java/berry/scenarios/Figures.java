package berry.scenarios;

import berry.load.History;
import berry.load.Pulse;
import berry.testing.Await;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// What a fault test measures: how soon updates are taken in as before once the fault is repaired.
/// The long form keeps it in `bench/results.md`.
final class Figures {

  private static final Duration BEFORE = Duration.ofSeconds(1);
  private static final Duration PATIENCE = Duration.ofSeconds(45);

  private final String fault;
  private final Form form;
  private final History history;
  private final Pulse pulse;
  private final double usual;
  private final long acknowledgedBefore;
  private final List<Duration> back = new ArrayList<>();

  /// Begins with the rate of the last second.
  Figures(String fault, Form form, History history) {
    this.fault = fault;
    this.form = form;
    this.history = history;
    this.pulse = new Pulse(history);
    this.usual = pulse.perSecond(BEFORE);
    this.acknowledgedBefore = history.acknowledged();
  }

  /// To be called when the fault is over: waits until updates are acknowledged as fast as before.
  void repaired() {
    long now = System.nanoTime();
    Await.until(PATIENCE, () -> pulse.back(now, usual).isPresent());
    back.add(pulse.back(now, usual).orElseThrow());
  }

  /// To be called instead by whoever measures something else: how long the fault lasted.
  void lasted(Duration time) {
    back.add(time);
  }

  /// To be called when everything sent has been found.
  void write() {
    if (back.isEmpty()) {
      return;
    }
    List<Duration> sorted = back.stream().sorted().toList();
    String row =
        String.format(
            Locale.ROOT,
            "| %s | %d | %.0f | %d | %.2f s | %.2f s |",
            fault,
            back.size(),
            usual,
            history.acknowledged() - acknowledgedBefore,
            seconds(sorted.get((sorted.size() - 1) / 2)),
            seconds(sorted.getLast()));
    System.out.println(row);
    if (form == Form.LONG) {
      new Results().put(fault, row);
    }
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1e3;
  }
}
