package berry.escalation;

import berry.access.Audit;
import berry.access.Seal;
import berry.access.Staff;
import berry.audience.People;
import berry.config.EscalationRules;
import berry.config.Rules;
import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import berry.outbox.Outbox;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.Texts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who answers for which role, and whose turn it is.
///
/// What `berry.yaml` names counts alone; otherwise the dashboard says. For a role that nobody is
/// named for the owner stands in.
public final class Contacts {

  /// Nobody takes a role over for longer: what lasts is said by the list.
  public static final Duration LONGEST = Duration.ofDays(7);

  /// Most people of a role.
  public static final int MOST = 20;

  private final Database database;
  private final Changes changes;
  private final Clock clock;
  private final Settings settings;
  private final Choices choices;
  private final EscalationRules rules;
  private final Staff staff;
  private final People people;
  private final Audit audit;
  private final EscalationChoices chosen;
  private final ContactTests tests;
  private final @Nullable Enrolment enrolment;
  private final List<Step> steps;
  private volatile Rota last;

  /// @param seal null where nobody makes or opens a link, as at the command line
  public Contacts(
      Database database,
      Changes changes,
      Clock clock,
      Settings settings,
      Choices choices,
      EscalationRules rules,
      Staff staff,
      People people,
      @Nullable Seal seal,
      Audit audit,
      Outbox outbox) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
    this.settings = settings;
    this.choices = choices;
    this.rules = rules;
    this.staff = staff;
    this.people = people;
    this.audit = audit;
    this.chosen = new EscalationChoices(settings);
    this.tests = new ContactTests(database, changes, outbox, rules.pinned(), clock);
    this.enrolment = seal == null ? null : new Enrolment(changes, seal, audit, tests, clock);
    this.steps =
        rules.steps().stream()
            .map(one ->
                new Step(one.after(), one.to() == null ? null : Duty.of(one.to()).orElseThrow()))
            .toList();
    this.last =
        new Rota(steps, Rules.USUAL_TIME_ZONE, QuietHours.USUAL, Rota.Shifts.NONE, List.of(), null);
  }

  /// What became of a change of the list.
  public enum Chosen {
    DONE,
    /// `berry.yaml` names them.
    PINNED,
    /// One of them has not pressed Start.
    STRANGER,
    TOO_MANY
  }

  /// What became of a wish to take a role over.
  public enum Taking {
    DONE,
    /// Not in the future, or more than [#LONGEST] from now.
    BAD_TIME,
    /// They are neither of the team nor a contact, or can't be reached.
    NOT_FIT
  }

  /// All there is to show.
  ///
  /// @param pinned whether `berry.yaml` names the contacts
  public record View(
      boolean pinned,
      List<Step> steps,
      List<Contact> contacts,
      Set<Duty> rotating,
      List<OnCall> onCall,
      QuietHours quietHours) {}

  /// Writes down whom `berry.yaml` names. To be called once at start: a replica that still has the
  /// file of before must not undo it later.
  public void begin() {
    Long owner = staff.owner().orElse(null);
    changes.useTransaction((transaction, news) -> {
      ContactStore store = transaction.attach(ContactStore.class);
      store.lock();
      if (rules.pinned()) {
        store.removeOthers(Contact.FILE, pin(store));
      }
      followOwner(store, owner);
      tell(news);
    });
    roster();
  }

  private List<Long> pin(ContactStore store) {
    List<Long> kept = new ArrayList<>();
    for (EscalationRules.Contact one : rules.contacts()) {
      int place = kept.size();
      Long id = one.id();
      String name = one.name();
      if (id != null) {
        kept.add(store.putPerson(Contact.FILE, one.role(), place, id));
      } else if (name != null) {
        kept.add(store.putName(Contact.FILE, one.role(), place, name));
      }
    }
    return kept;
  }

  /// What is to be done again and again: tests, and telling the owner whom nothing reaches.
  public void watch() {
    Long owner = staff.owner().orElse(null);
    changes.useTransaction((transaction, news) -> {
      ContactStore store = transaction.attach(ContactStore.class);
      store.lock();
      if (followOwner(store, owner)) {
        tell(news);
      }
    });
    tests.settle();
    tests.queueDue();
    tests.tellOwner(database.jdbi().withHandle(handle -> owner(tests.all(handle))));
    roster();
  }

  /// @return whether the bot has changed hands since
  private static boolean followOwner(ContactStore store, @Nullable Long owner) {
    boolean changed = store.removeFormerOwner(owner) > 0;
    if (owner != null) {
      for (Duty duty : Duty.values()) {
        store.putPerson(Contact.OWNER, duty.word(), 0, owner);
      }
    }
    return changed;
  }

  /// Who is to be called, read now.
  public Roster roster() {
    return read();
  }

  /// The one read last, for when the database is away; before the first, one without people.
  public Roster lastRoster() {
    return last;
  }

  private Rota read() {
    Instant now = clock.instant();
    QuietHours quiet = chosen.quietHours();
    Set<Duty> rotating = chosen.rotating();
    Optional<Long> owner = staff.owner();
    Rota read =
        database
            .jdbi()
            .withHandle(handle -> {
              List<Contact> all = tests.all(handle);
              return new Rota(
                  steps,
                  choices.timeZone(),
                  quiet,
                  new Rota.Shifts(rotating, taken(handle, now)),
                  Contact.inForce(all).stream().filter(one -> stands(one, owner)).toList(),
                  owner.map(one -> target(all, one)).orElse(null));
            });
    last = read;
    return read;
  }

  private static Map<Duty, Rota.Taken> taken(Handle handle, Instant now) {
    Map<Duty, Rota.Taken> taken = new EnumMap<>(Duty.class);
    for (OnCallStore.Row one : handle.attach(OnCallStore.class).current(now)) {
      String language = Texts.language(one.language(), one.languageCode());
      taken.put(
          Duty.of(one.role()).orElseThrow(),
          new Rota.Taken(Target.of(one.personId(), one.called(), language), one.until()));
    }
    return taken;
  }

  /// Not for an owner of before, whom no job has taken out yet.
  private static boolean stands(Contact one, Optional<Long> owner) {
    return !one.standsIn() || owner.equals(Optional.ofNullable(one.personId()));
  }

  /// Also an owner of a moment ago, whom no job has written down yet.
  private Target target(List<Contact> all, long owner) {
    Contact known = owner(all);
    Target target = known == null ? null : known.target();
    return target != null && target.personId() == owner
        ? target
        : Target.of(
            owner, Long.toString(owner), Texts.language(null, people.reads(owner).orElse(null)));
  }

  private static @Nullable Contact owner(List<Contact> all) {
    return all.stream().filter(Contact::standsIn).findFirst().orElse(null);
  }

  public View view() {
    // Whoever has just asked for a test looks whether it arrived.
    tests.settle();
    Rota rota = read();
    return new View(
        rules.pinned(),
        rota.steps(),
        rota.contacts(),
        rota.shifts().rotating(),
        rota.onCall(clock.instant()),
        rota.quietHours());
  }

  public Enrolment enrolment() {
    return Objects.requireNonNull(enrolment, "there is no seal for links");
  }

  /// Names who answers for each role, by their ids; a role that is missing has nobody.
  public Chosen choose(Map<Duty, List<Long>> wanted, long by) {
    if (rules.pinned()) {
      return Chosen.PINNED;
    }
    Map<Duty, Set<Long>> people = new EnumMap<>(Duty.class);
    for (Duty duty : Duty.values()) {
      people.put(duty, new LinkedHashSet<>(wanted.getOrDefault(duty, List.of())));
    }
    if (people.values().stream().anyMatch(ids -> ids.size() > MOST)) {
      return Chosen.TOO_MANY;
    }
    return changes.inTransaction((transaction, news) -> {
      ContactStore store = transaction.attach(ContactStore.class);
      store.lock();
      if (!people.values().stream().flatMap(Set::stream).allMatch(store::started)) {
        return Chosen.STRANGER;
      }
      List<Long> kept = new ArrayList<>();
      Map<String, Object> detail = new LinkedHashMap<>();
      people.forEach((duty, ids) -> {
        for (long id : ids) {
          kept.add(store.putPerson(Contact.APP, duty.word(), kept.size(), id));
        }
        detail.put(duty.word(), ids);
      });
      store.removeOthers(Contact.APP, kept);
      audit.record(transaction, by, "contact.chosen", null, detail);
      tell(news);
      return Chosen.DONE;
    });
  }

  /// Sends that contact a test now.
  public ContactTests.Wish test(long contactId, long by) {
    return changes.inTransaction((transaction, news) -> {
      ContactTests.Wish wish = tests.test(transaction, news, contactId);
      if (wish instanceof ContactTests.Wish.Queued) {
        audit.record(transaction, by, "contact.tested", "contact " + contactId, Map.of());
      }
      return wish;
    });
  }

  /// Makes somebody the one on call until then, whoever's turn it is.
  public Taking take(Duty duty, long personId, Instant until, long by) {
    Instant now = clock.instant();
    if (!until.isAfter(now) || until.isAfter(now.plus(LONGEST))) {
      return Taking.BAD_TIME;
    }
    return changes.inTransaction((transaction, news) -> {
      OnCallStore store = transaction.attach(OnCallStore.class);
      if (!store.mayTake(personId, tests.source())) {
        return Taking.NOT_FIT;
      }
      store.put(duty.word(), personId, until, by, now);
      audit.record(
          transaction,
          by,
          "oncall.taken",
          duty.word(),
          Map.of("person", personId, "until", until.toString()));
      tell(news);
      return Taking.DONE;
    });
  }

  /// Gives the role back to whoever's turn it is.
  ///
  /// @return false when nobody had taken it over
  public boolean giveBack(Duty duty, long by) {
    Instant now = clock.instant();
    return changes.inTransaction((transaction, news) -> {
      Optional<Long> whose = transaction.attach(OnCallStore.class).remove(duty.word(), now);
      whose.ifPresent(person -> {
        audit.record(transaction, by, "oncall.given", duty.word(), Map.of("person", person));
        tell(news);
      });
      return whose.isPresent();
    });
  }

  public void quiet(QuietHours hours, long by) {
    put(EscalationChoices.QUIET, hours.written(), by);
  }

  public void rotate(Set<Duty> rotating, long by) {
    put(EscalationChoices.ROTATION, EscalationChoices.written(rotating), by);
  }

  private void put(String name, Map<String, ? extends @Nullable Object> value, long by) {
    changes.useTransaction((transaction, news) -> {
      settings.put(transaction, news, name, value, by);
      audit.record(transaction, by, name, null, Map.of("value", value));
      tell(news);
    });
  }

  static void tell(News news) {
    news.tell(Topic.INCIDENT, Subject.nobody().ref("contacts"));
  }
}
