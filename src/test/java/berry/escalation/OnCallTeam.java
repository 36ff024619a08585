package berry.escalation;

import berry.access.Audit;
import berry.access.Seal;
import berry.access.Staff;
import berry.audience.People;
import berry.config.EscalationRules;
import berry.config.Rules;
import berry.database.Changes;
import berry.outbox.Outbox;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.telegram.Token;
import berry.testing.MovableClock;
import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// A bot with an owner and people who pressed Start, for tests of who is called.
final class OnCallTeam {

  static final long OWNER = 9;
  static final long ANN = 101;
  static final long BEN = 102;

  /// Must never become a contact.
  static final long STRANGER = 666;

  final MovableClock clock = new MovableClock("2026-03-04T12:00:00Z");
  final TestDatabase database;
  final Rows rows;
  final Changes changes;
  final Staff staff;
  private final Audit audit;

  OnCallTeam(TestDatabase database) {
    this.database = database;
    this.rows = new Rows(database);
    this.changes = new Changes(database.database(), database.address());
    this.audit = new Audit(database.database());
    this.staff = new Staff(database.database(), changes, audit);
    staff.makeOwner(OWNER);
    started(OWNER, "Olga", "olga");
    started(ANN, "Ann", "ann_dev");
    started(BEN, "Ben", "ben");
  }

  void started(long id, String name, String username) {
    rows.person(id, name, clock.instant().minusSeconds(60));
    rows.run("UPDATE person SET username = ?, language_code = 'ru' WHERE id = ?", username, id);
  }

  /// As a process with this file starts.
  Contacts with(EscalationRules rules) {
    Settings settings = new Settings(database.database(), changes);
    Contacts contacts =
        new Contacts(
            database.database(),
            changes,
            clock,
            settings,
            new Choices(settings, Rules.NONE),
            rules,
            staff,
            new People(database.database(), changes),
            new Seal(new Token("4242:" + "x".repeat(35))),
            audit,
            new Outbox(database.database(), changes, 4242));
    contacts.begin();
    return contacts;
  }

  Contacts withoutFile() {
    return with(EscalationRules.USUAL);
  }

  Contacts pinned(EscalationRules.Contact... named) {
    EscalationRules usual = EscalationRules.USUAL;
    return with(new EscalationRules(true, List.of(named), usual.steps(), null, null, null));
  }

  static EscalationRules.Contact id(String role, long id) {
    return new EscalationRules.Contact(role, id, null);
  }

  static EscalationRules.Contact name(String role, String name) {
    return new EscalationRules.Contact(role, null, name);
  }

  /// All that waits for Telegram becomes what it says.
  void deliver(String state, String reason) {
    rows.run(
        "UPDATE outgoing SET state = ?, reason = ? WHERE state = 'queued'",
        state,
        reason.isEmpty() ? null : reason);
  }

  List<String> texts(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  List<String> acts() {
    return texts("SELECT act FROM audit WHERE act NOT LIKE 'owner.%' ORDER BY id");
  }

  List<Long> called(Contacts contacts, Duty duty) {
    Instant now = clock.instant();
    return contacts.roster().targets(new Step(Duration.ZERO, duty), now).stream()
        .map(Target::personId)
        .toList();
  }
}
