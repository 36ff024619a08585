package berry.escalation;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Whether contacts can really be reached: a real message, without a sound, each week. Nothing less
/// shows that somebody blocked the bot, before it matters.
public final class ContactTests {

  static final Duration WEEK = Duration.ofDays(7);

  /// A test waits for Telegram, so the next one within this says nothing new.
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Database database;
  private final Changes changes;
  private final Outbox outbox;
  private final boolean pinned;
  private final Clock clock;

  /// @param pinned whether `berry.yaml` names the contacts
  public ContactTests(
      Database database, Changes changes, Outbox outbox, boolean pinned, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.outbox = outbox;
    this.pinned = pinned;
    this.clock = clock;
  }

  /// The contacts in force and how their last tests ended.
  public List<Contact> contacts() {
    return database.jdbi().withHandle(this::contacts);
  }

  List<Contact> contacts(Handle handle) {
    return Contact.inForce(all(handle));
  }

  /// With the owner, also where somebody is named.
  List<Contact> all(Handle handle) {
    return handle.attach(ContactStore.class).rows(source()).stream()
        .map(ContactStore.Row::contact)
        .toList();
  }

  /// Which rows count.
  String source() {
    return pinned ? Contact.FILE : Contact.APP;
  }

  /// Sends a test to whoever has had none for a week, or is there again after one that failed.
  ///
  /// @return how many were queued
  public int queueDue() {
    Instant now = clock.instant();
    return changes.inTransaction((transaction, news) -> {
      ContactStore store = transaction.attach(ContactStore.class);
      store.lock();
      store.settle();
      Set<Long> queued = new HashSet<>();
      for (Contact one : contacts(transaction)) {
        Long person = one.personId();
        if (person != null && due(store, one, now) && queued.add(person)) {
          queue(transaction, news, one);
        }
      }
      if (!queued.isEmpty()) {
        Contacts.tell(news);
      }
      return queued.size();
    });
  }

  /// Keeps how tests ended, while it is known.
  void settle() {
    changes.useTransaction((transaction, news) -> {
      if (transaction.attach(ContactStore.class).settle() > 0) {
        Contacts.tell(news);
      }
    });
  }

  /// What became of a wish for a test.
  public sealed interface Wish {
    record Queued() implements Wish {}

    record Unknown() implements Wish {}

    /// A message would go nowhere.
    record Unreachable(Reach why) implements Wish {}

    record TooSoon(Duration pause) implements Wish {}
  }

  /// A test at once, for somebody who asks for it.
  Wish test(Handle transaction, News news, long contactId) {
    ContactStore store = transaction.attach(ContactStore.class);
    store.lock();
    Optional<Contact> found =
        contacts(transaction).stream().filter(one -> one.id() == contactId).findAny();
    if (found.isEmpty()) {
      return new Wish.Unknown();
    }
    Contact one = found.get();
    if (one.reach() == Reach.ABSENT || one.reach() == Reach.BLOCKED) {
      return new Wish.Unreachable(one.reach());
    }
    Instant last = one.testQueuedAt();
    Duration passed = last == null ? PAUSE : Duration.between(last, clock.instant());
    if (passed.compareTo(PAUSE) < 0) {
      return new Wish.TooSoon(PAUSE.minus(passed));
    }
    queue(transaction, news, one);
    Contacts.tell(news);
    return new Wish.Queued();
  }

  /// The first test of somebody who has just become a contact.
  void queue(Handle transaction, News news, long personId) {
    all(transaction).stream()
        .filter(one -> Objects.equals(one.personId(), personId))
        .findFirst()
        .ifPresent(one -> queue(transaction, news, one));
  }

  private void queue(Handle transaction, News news, Contact to) {
    long person = Objects.requireNonNull(to.personId());
    Instant now = clock.instant();
    Outgoing message =
        Outgoing.text(person, OnCallWords.in(to.language()).of("test"))
            .with("disable_notification", true)
            .once("contact:test:" + person + ":" + now.toEpochMilli());
    long id = outbox.queue(transaction, news, message);
    transaction.attach(ContactStore.class).tested(person, now, id);
  }

  private static boolean due(ContactStore store, Contact one, Instant now) {
    if (one.reach() == Reach.ABSENT || one.reach() == Reach.BLOCKED) {
      return false;
    }
    Instant last = one.testQueuedAt();
    Instant failed = one.reach() == Reach.FAILED ? one.testedAt() : null;
    return last == null
        || !last.plus(WEEK).isAfter(now)
        || (failed != null
            && failed.equals(last)
            && store.seenSince(Objects.requireNonNull(one.personId()), failed));
  }

  /// Tells the owner who can't be reached any more, once for each time.
  void tellOwner(@Nullable Contact owner) {
    Long chat = owner == null ? null : owner.personId();
    if (owner == null || chat == null) {
      return;
    }
    OnCallWords words = OnCallWords.in(owner.language());
    Set<Long> told = new HashSet<>();
    for (Contact one : contacts()) {
      Long person = one.personId();
      boolean lost = one.reach() == Reach.BLOCKED || one.reach() == Reach.FAILED;
      if (lost && person != null && !person.equals(chat) && told.add(person)) {
        String roles = words.roles(duties(person));
        outbox.queue(
            Outgoing.text(chat, words.lost(one, roles))
                .once("contact:lost:" + person + ":" + since(one)));
      }
    }
  }

  private Stream<Duty> duties(long person) {
    return contacts().stream()
        .filter(one -> Objects.equals(one.personId(), person))
        .map(Contact::duty)
        .distinct();
  }

  private static long since(Contact one) {
    Instant since = one.troubleSince();
    return since == null ? 0 : since.toEpochMilli();
  }
}
