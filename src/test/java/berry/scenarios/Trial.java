package berry.scenarios;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import berry.load.Traffic;
import java.time.Duration;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// One fault after the other under the same traffic: before each, updates are taken in; after each,
/// what was sent is compared with what is there.
final class Trial {

  private static final Duration SOON = Duration.ofSeconds(60);

  private final Stage stage;
  private final Traffic load;
  private final Jdbi database;
  private final Form form;
  private boolean sound = true;
  private @Nullable Figures measured;

  Trial(Stage stage, Traffic load, Jdbi database, Form form) {
    this.stage = stage;
    this.load = load;
    this.database = database;
    this.form = form;
  }

  /// Lets people write; returns when that many more updates are acknowledged.
  void begin(int updates) {
    assumeTrue(sound, "SKIPPED BECAUSE an earlier fault was not survived");
    sound = false;
    measured = null;
    load.resume();
    load.awaitAcknowledged(updates, SOON);
  }

  /// Of the fault that comes now.
  Figures figures(String fault) {
    Figures figures = new Figures(fault, form, load.history());
    measured = figures;
    return figures;
  }

  /// Until the same fault comes again.
  void goOn() {
    load.awaitAcknowledged(form.rate() * form.of(1, 5), SOON);
  }

  /// To be called when everything is repaired.
  void compare() {
    stage.settle(load, database);
    sound = true;
    if (measured != null) {
      measured.write();
    }
  }
}
