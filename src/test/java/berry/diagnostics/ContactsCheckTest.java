package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Audit;
import berry.access.Seal;
import berry.access.Staff;
import berry.audience.People;
import berry.config.Configuration;
import berry.config.Environment;
import berry.config.EscalationRules;
import berry.config.Rules;
import berry.config.Scope;
import berry.database.Changes;
import berry.diagnostics.Finding.Level;
import berry.escalation.Contacts;
import berry.outbox.Outbox;
import berry.settings.BotIdentity;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.telegram.Token;
import berry.testing.MovableClock;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("sql")
final class ContactsCheckTest {

  private static final Map<String, String> REAL = Map.of("BOT_TOKEN", "77:AAcanarycanarycanary");
  private static final long OWNER = 9;

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final MovableClock clock = new MovableClock("2026-03-04T12:00:00Z");
  private final Rows rows = new Rows(database);

  @TempDir private Path folder;

  @Test
  void is_red_while_nobody_would_hear_of_it() {
    Finding finding = look(REAL).getFirst();

    assertThat(finding.level()).isEqualTo(Level.FAIL);
    assertThat(finding.why()).contains("no owner");
    assertThat(finding.fix()).hasValue("berry owner link.");
    assertThat(look(Map.of()).getFirst().level()).isEqualTo(Level.WARN);
  }

  @Test
  void is_red_while_the_only_one_has_blocked_the_bot() {
    owned();
    rows.person(OWNER, "Olga", clock.instant());
    rows.run("UPDATE person SET blocked_at = now()");

    List<Finding> findings = look(REAL);

    assertThat(findings).extracting(Finding::level).containsExactly(Level.FAIL, Level.WARN);
    assertThat(findings.getFirst().fix()).isPresent();
    assertThat(findings.getLast().why())
        .contains("Olga (the owner, for developer, devops, support)", "blocked");
  }

  @Test
  void sends_a_test_where_the_last_one_is_a_week_old_and_says_how_it_ended() {
    owned();
    rows.person(OWNER, "Olga", clock.instant());

    assertThat(look(REAL))
        .singleElement()
        .matches(one -> one.level() == Level.WARN && one.why().contains("on its way"));
    assertThat(queued()).isEqualTo("1");
    look(REAL);
    assertThat(queued()).isEqualTo("1");

    rows.run("UPDATE outgoing SET state = 'sent'");
    clock.pass(Duration.ofHours(30));
    assertThat(look(REAL))
        .singleElement()
        .matches(one -> one.level() == Level.OK && one.why().contains("30 h ago arrived"));

    clock.pass(Duration.ofDays(6));
    assertThat(look(REAL).getFirst().level()).isEqualTo(Level.OK);
    assertThat(queued()).isEqualTo("2");
  }

  @Test
  void says_who_is_not_there_yet_and_what_to_do() {
    owned();
    rows.person(OWNER, "Olga", clock.instant());
    rows.run("INSERT INTO contact (source, role, place, name) VALUES ('app', 'devops', 0, 'ann')");

    assertThat(look(REAL))
        .anySatisfy(one -> {
          assertThat(one.why()).contains("@ann (devops)", "has not pressed Start");
          assertThat(one.fix()).hasValueSatisfying(fix -> assertThat(fix).contains("link"));
        });
  }

  @Test
  void looks_at_nothing_while_berry_does_not_run() {
    assertThat(new ContactsCheck(configuration(REAL), null, clock).look())
        .singleElement()
        .matches(one -> one.level() == Level.OK);
  }

  /// As a start leaves it.
  private void owned() {
    try (Changes changes = new Changes(database.database(), database.address())) {
      Audit audit = new Audit(database.database());
      Staff staff = new Staff(database.database(), changes, audit);
      Settings settings = new Settings(database.database(), changes);
      staff.makeOwner(OWNER);
      new BotIdentity(database.database()).claim(new BotIdentity.Bot(77, "berry_bot", false));
      new Contacts(
              database.database(),
              changes,
              clock,
              settings,
              new Choices(settings, Rules.NONE),
              EscalationRules.USUAL,
              staff,
              new People(database.database(), changes),
              new Seal(new Token("77:AAcanarycanarycanary")),
              audit,
              new Outbox(database.database(), changes, 77))
          .begin();
    }
  }

  private String queued() {
    return database.one("SELECT count(*)::text FROM outgoing");
  }

  private List<Finding> look(Map<String, String> variables) {
    return new ContactsCheck(configuration(variables), database.address(), clock).look();
  }

  private Configuration configuration(Map<String, String> variables) {
    return Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of());
  }
}
