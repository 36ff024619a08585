package berry.bot;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Audit;
import berry.access.Staff;
import berry.alerts.Alerts;
import berry.alerts.RuleSet;
import berry.alerts.Silences;
import berry.config.Rules;
import berry.database.Changes;
import berry.outbox.Outbox;
import berry.outbox.OutgoingFiles;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.telegram.Callback;
import berry.telegram.Sender;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class SilenceButtonTest {

  private static final long OWNER = 11;
  private static final long STRANGER = 12;

  private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Audit audit = new Audit(database.database());
  private final Staff staff = new Staff(database.database(), changes, audit);
  private final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final Alerts alerts =
      new Alerts(
          database.database(),
          changes,
          clock,
          RuleSet.of(Rules.NONE),
          new Silences(database.database(), changes, audit),
          new Outbox(database.database(), changes, 7),
          new OutgoingFiles(database.database(), 7),
          new Choices(new Settings(database.database(), changes), Rules.NONE),
          null,
          () -> null);
  private final SilenceButton button = new SilenceButton(staff, alerts);

  @AfterEach
  void close() {
    changes.close();
    database.close();
  }

  @Test
  void says_until_when_the_rule_is_silent() {
    staff.makeOwner(OWNER);

    assertThat(button.pressed(data("alert:silence:disk"), sender(OWNER), "en"))
        .contains("Silent until 02.03 13:00");
    assertThat(alerts.all())
        .filteredOn(one -> one.rule().key().equals("disk"))
        .allMatch(one -> one.silence() != null && one.silence().author().equals("Vera"));
  }

  @Test
  void never_shortens_a_longer_silence() {
    staff.makeOwner(OWNER);
    Instant night = clock.instant().plus(Duration.ofHours(10));
    alerts
        .silences()
        .silence("disk", clock.instant(), night, "a move", new Silences.Author(OWNER, "Olga"));

    assertThat(button.pressed(data("alert:silence:disk"), sender(OWNER), "en"))
        .contains("Silent until 02.03 22:00");
    assertThat(alerts.silences().current(clock.instant()))
        .singleElement()
        .matches(one -> one.until().equals(night) && one.reason().equals("a move"));
  }

  @Test
  void does_nothing_for_a_stranger_or_for_a_rule_that_is_none() {
    staff.makeOwner(OWNER);

    assertThat(button.pressed(data("alert:silence:disk"), sender(STRANGER), "en")).isEmpty();
    assertThat(button.pressed(data("alert:silence:moon"), sender(OWNER), "en")).isEmpty();
    assertThat(button.pressed(data("language:ru"), sender(OWNER), "en")).isEmpty();
    assertThat(alerts.all()).allMatch(one -> one.silence() == null);
  }

  private static Callback data(String data) {
    return new Callback("1", data, 55L);
  }

  private static Sender sender(long id) {
    return new Sender(id, false, "Vera", null, null, null, false);
  }
}
