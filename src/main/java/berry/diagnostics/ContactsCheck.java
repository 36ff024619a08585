package berry.diagnostics;

import berry.config.Configuration;
import berry.database.Address;
import berry.database.Changes;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.database.DatabaseUnusable;
import berry.database.Migrations;
import berry.escalation.Contact;
import berry.escalation.ContactTests;
import berry.outbox.Outbox;
import berry.settings.BotIdentity;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Whether somebody hears of it when something is wrong: when a real message last reached each
/// contact. Sends a new one where that is a week ago.
final class ContactsCheck implements Check {

  private final Configuration configuration;
  private final @Nullable Address everyday;
  private final Clock clock;

  ContactsCheck(Configuration configuration, @Nullable Address everyday, Clock clock) {
    this.configuration = configuration;
    this.everyday = everyday;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "contacts";
  }

  @Override
  public List<Finding> look() {
    if (everyday == null) {
      return List.of(Finding.ok(name(), "not looked at, the database is not running"));
    }
    try (Database database = Database.open(everyday, 1);
        Changes changes = new Changes(database, everyday)) {
      if (!new Migrations(everyday).pending().isEmpty()) {
        return List.of(Finding.ok(name(), "not known before the schema is up to date"));
      }
      long bot = new BotIdentity(database).owner().map(BotIdentity.Bot::id).orElse(0L);
      boolean pinned = configuration.rules().escalation().pinned();
      Outbox outbox = new Outbox(database, changes, bot);
      ContactTests tests = new ContactTests(database, changes, outbox, pinned, clock);
      // Only for a bot that has been started: nobody else would send it.
      if (bot != 0) {
        tests.queueDue();
      }
      return judge(tests.contacts());
    } catch (DatabaseUnreachable | DatabaseUnusable gone) {
      return List.of(Finding.ok(name(), "not known without the database"));
    }
  }

  /// One finding for each person, whatever they answer for.
  List<Finding> judge(List<Contact> contacts) {
    if (contacts.isEmpty()) {
      return List.of(nobody("this bot has no owner yet, so nobody is called", "berry owner link"));
    }
    Map<Object, List<Contact>> people = new LinkedHashMap<>();
    for (Contact one : contacts) {
      Long person = one.personId();
      people
          .computeIfAbsent(person == null ? one.name() : person, key -> new ArrayList<>())
          .add(one);
    }
    List<Finding> findings = new ArrayList<>();
    if (contacts.stream().noneMatch(one -> one.reach().good())) {
      findings.add(
          nobody(
              "no contact can be reached, so nobody hears when something is wrong",
              "Press Start in the bot as its owner, or name people in System → On call"));
    }
    people.values().forEach(of -> findings.add(judge(of.getFirst(), roles(of))));
    return findings;
  }

  private Finding nobody(String why, String fix) {
    // Whoever tries Berry out is there already.
    return configuration.sandbox()
        ? Finding.warn(name(), why, fix + ".")
        : Finding.fail(name(), why, fix + ".");
  }

  private Finding judge(Contact one, String roles) {
    String who = one.name() + " (" + roles + "): ";
    Instant tested = one.testedAt();
    String age = tested == null ? "" : age(tested);
    return switch (one.reach()) {
      case TESTED -> Finding.ok(name(), who + "the test of " + age + " ago arrived");
      case UNTESTED ->
          one.testQueuedAt() == null
              ? Finding.warn(
                  name(), who + "never tested", "Start Berry: it sends a test by itself.")
              : Finding.warn(
                  name(),
                  who + "no test has arrived yet, one is on its way",
                  "Look again in a minute; if it stays, look at the check of Telegram.");
      case ABSENT ->
          Finding.warn(
              name(),
              who + "has not pressed Start, so the bot can't write to them",
              "Send them their link from System → On call.");
      case BLOCKED ->
          Finding.warn(
              name(),
              who + "has blocked the bot, or the account is gone",
              "They press Start in the bot again; or name somebody else.");
      case FAILED ->
          Finding.warn(
              name(),
              who + "Telegram refused the test of " + age + " ago",
              "They write to the bot, which sends a new test; or name somebody else.");
    };
  }

  private static String roles(List<Contact> of) {
    String roles =
        of.stream().map(one -> one.duty().word()).distinct().collect(Collectors.joining(", "));
    return of.getFirst().standsIn() ? "the owner, for " + roles : roles;
  }

  private String age(Instant then) {
    Duration age = Duration.between(then, clock.instant());
    return age.toDays() > 1
        ? age.toDays() + " d"
        : age.toHours() > 1 ? age.toHours() + " h" : Math.max(0, age.toMinutes()) + " min";
  }
}
