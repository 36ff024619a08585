package berry.diagnostics;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.Configuration;
import berry.config.Environment;
import berry.config.Network;
import berry.config.Scope;
import berry.database.Changes;
import berry.diagnostics.Finding.Level;
import berry.settings.Settings;
import berry.testing.Await;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class UnnamedProxiesTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final String HEADER = "X-Forwarded-For";

  @TempDir private Path folder;
  @AutoClose private final TestDatabase database = TestDatabase.fresh();

  @AutoClose private final Changes changes = new Changes(database.database(), database.address());

  private final MovableClock clock = new MovableClock("2026-11-23T12:00:00Z");
  private final ProxyNotes notes = new ProxyNotes(new Settings(database.database(), changes));
  private final UnnamedProxies proxies = new UnnamedProxies(List.of(), notes, clock);

  @Test
  void finds_nothing_wrong_where_nothing_was_met() {
    assertThat(doctor("")).singleElement().returns(Level.OK, Finding::level);
  }

  @Test
  void tells_the_proxy_and_what_to_set() {
    meet("10.0.0.5", 1);

    Finding finding = doctor("").getFirst();
    assertThat(finding.level()).isEqualTo(Level.WARN);
    assertThat(finding.why()).contains("10.0.0.5", HEADER, "TRUSTED_PROXIES");
    assertThat(finding.fix()).get().asString().contains("set TRUSTED_PROXIES=10.0.0.5.");
    assertThat(doctor("192.0.2.0/24").getFirst().fix())
        .get()
        .asString()
        .contains("TRUSTED_PROXIES=192.0.2.0/24, 10.0.0.5.");
  }

  @Test
  void is_content_once_the_proxy_is_named() {
    meet("10.0.0.5", 1);

    assertThat(doctor("10.0.0.0/8")).singleElement().returns(Level.OK, Finding::level);
  }

  @Test
  void advises_nobody_to_trust_a_stranger() {
    meet("198.51.100.9", 1);

    assertThat(doctor("").getFirst().fix())
        .get()
        .asString()
        .contains("if you don't know the address, leave it");
  }

  @Test
  void lets_no_stranger_take_the_place_of_ones_own_proxy() {
    meet("198.51.100.9", 1);
    meet("fd00::5", 2);

    assertThat(doctor(""))
        .extracting(Finding::why)
        .satisfiesExactly(
            own -> assertThat(own).contains("fd00:0:0:0:0:0:0:5"),
            other -> assertThat(other).contains("198.51.100.9"));
  }

  @Test
  void writes_once_a_day_however_many_requests_and_proxies_come() {
    meet("10.0.0.5", 1);
    for (int times = 0; times < 300; times++) {
      proxies.accept("10.0.1." + times % 250, HEADER);
    }
    clock.pass(Duration.ofHours(24));
    meet("10.0.0.6", 1);
    Await.until(SOON, () -> notes.all().getFirst().peer().equals("10.0.0.6"));

    assertThat(writes()).isEqualTo(2);
  }

  @Test
  void forgets_a_proxy_that_was_not_met_for_two_days() {
    meet("10.0.0.5", 1);
    clock.pass(Duration.ofDays(2));

    assertThat(doctor("")).singleElement().returns(Level.OK, Finding::level);
  }

  @Test
  void notes_it_down_later_when_the_database_was_away() {
    database.run("ALTER TABLE setting RENAME TO elsewhere");
    proxies.accept("10.0.0.5", HEADER);
    database.run("ALTER TABLE elsewhere RENAME TO setting");
    Await.until(
        SOON,
        () -> {
          clock.pass(Duration.ofMinutes(1));
          proxies.accept("10.0.0.5", HEADER);
          return notes.all().size() == 1;
        });
  }

  @Test
  void ignores_what_is_no_address() {
    proxies.accept("localhost", HEADER);
    proxies.accept("", HEADER);
    meet("127.0.0.1", 1);

    assertThat(notes.all()).extracting(ProxyNotes.Note::peer).containsExactly("127.0.0.1");
  }

  @Test
  void tells_its_log_alone_without_a_database() {
    new UnnamedProxies(List.<Network>of(), null, clock).accept("10.0.0.5", HEADER);

    assertThat(notes.all()).isEmpty();
  }

  private void meet(String peer, int known) {
    proxies.accept(peer, HEADER);
    Await.until(SOON, () -> notes.all().size() == known);
  }

  private List<Finding> doctor(String trusted) {
    var variables = new HashMap<>(Map.of("TRUSTED_PROXIES", trusted));
    Configuration configuration =
        Configuration.load(Scope.ALL, new Environment(variables, folder), Map.of());
    return new ProxyCheck(configuration.trustedProxies(), database.address(), clock).look();
  }

  private int writes() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT count(*) FROM change WHERE ref LIKE 'proxy.%'")
                .mapTo(Integer.class)
                .one());
  }
}
