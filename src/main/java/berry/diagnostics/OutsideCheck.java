package berry.diagnostics;

import berry.config.Configuration;
import berry.config.EscalationRules;
import berry.database.Address;
import berry.database.Changes;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.database.DatabaseUnusable;
import berry.database.Migrations;
import berry.escalation.ChannelNotes;
import berry.escalation.LastUse;
import berry.settings.Settings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Whether anybody hears of trouble when Telegram, or all of Berry, is away: how the ways past
/// Telegram went last, as the running Berry noted it. Sends nothing.
final class OutsideCheck implements Check {

  private static final String DEAD_MAN = "deadMan";

  /// A ping a minute.
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final Configuration configuration;
  private final @Nullable Address everyday;
  private final Clock clock;

  /// @param everyday null: the embedded database is not running
  OutsideCheck(Configuration configuration, @Nullable Address everyday, Clock clock) {
    this.configuration = configuration;
    this.everyday = everyday;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "outside";
  }

  @Override
  public List<Finding> look() {
    Map<String, String> set = set(configuration.rules().escalation());
    List<Finding> findings = new ArrayList<>(missing(set));
    findings.addAll(set.isEmpty() ? List.of() : used(set));
    return findings;
  }

  /// Each way that is set, and its host.
  private static Map<String, String> set(EscalationRules rules) {
    Map<String, String> set = new LinkedHashMap<>();
    if (rules.webhook() != null) {
      set.put("webhook", rules.webhook().getHost());
    }
    if (rules.mail() != null) {
      set.put("mail", rules.mail().host());
    }
    if (rules.deadMan() != null) {
      set.put(DEAD_MAN, rules.deadMan().getHost());
    }
    return set;
  }

  private List<Finding> missing(Map<String, String> set) {
    if (configuration.sandbox()) {
      return set.isEmpty()
          ? List.of(Finding.ok(name(), "the sandbox tells nobody outside"))
          : List.of();
    }
    List<Finding> missing = new ArrayList<>();
    if (!set.containsKey(DEAD_MAN)) {
      missing.add(
          Finding.warn(
              name(),
              "nobody watches Berry from outside: once all of it is gone, nobody is left to tell",
              "Name the address of a monitoring service in escalation.deadMan of berry.yaml."));
    }
    if (!set.containsKey("webhook") && !set.containsKey("mail")) {
      missing.add(
          Finding.warn(
              name(),
              "while Telegram is away nobody is told of an incident",
              "Name escalation.webhook or escalation.mail in berry.yaml."));
    }
    return missing;
  }

  private List<Finding> used(Map<String, String> set) {
    if (everyday == null) {
      return List.of(Finding.ok(name(), "Berry does not run now"));
    }
    try (Database database = Database.open(everyday, 1);
        Changes changes = new Changes(database, everyday)) {
      // Without the table there is nothing to read; the check of the schema says what to do.
      if (!new Migrations(everyday).pending().isEmpty()) {
        return List.of(Finding.ok(name(), "not known before the schema is up to date"));
      }
      Settings settings = new Settings(database, changes);
      return judge(set, id -> ChannelNotes.stored(settings, id));
    } catch (DatabaseUnreachable | DatabaseUnusable gone) {
      return List.of(Finding.ok(name(), "not known without the database"));
    }
  }

  List<Finding> judge(Map<String, String> set, Function<String, Optional<LastUse>> last) {
    return set.entrySet().stream()
        .map(one -> {
          String what = "%s at %s".formatted(one.getKey(), one.getValue());
          LastUse use = last.apply(one.getKey()).orElse(null);
          return one.getKey().equals(DEAD_MAN) ? deadMan(what, use) : channel(what, use);
        })
        .toList();
  }

  private Finding channel(String what, @Nullable LastUse use) {
    if (use == null) {
      return Finding.warn(
          name(), what + " was never tried", "Send a test: System, On call, in the dashboard.");
    }
    return use.ok() ? Finding.ok(name(), what + " took it " + age(use)) : failed(what, use);
  }

  private Finding deadMan(String what, @Nullable LastUse use) {
    if (use == null || Duration.between(use.at(), clock.instant()).compareTo(FRESH) > 0) {
      return Finding.warn(
          name(),
          what + (use == null ? " was never told that Berry lives" : " was last told " + age(use)),
          "Is Berry running? It tells it every minute; its log says what is in the way.");
    }
    return use.ok() ? Finding.ok(name(), what + " was told " + age(use)) : failed(what, use);
  }

  private Finding failed(String what, LastUse use) {
    return Finding.fail(
        name(),
        "%s failed %s: %s".formatted(what, age(use), use.why()),
        "Correct escalation in berry.yaml or the other side, then send a test.");
  }

  private String age(LastUse use) {
    Duration age = Duration.between(use.at(), clock.instant());
    return age.toHours() >= 48
        ? age.toDays() + " d ago"
        : age.toMinutes() >= 120
            ? age.toHours() + " h ago"
            : age.toSeconds() >= 120
                ? age.toMinutes() + " min ago"
                : Math.max(0, age.toSeconds()) + " s ago";
  }
}
