package berry.escalation;

import berry.access.Audit;
import berry.access.Seal;
import berry.database.Changes;
import berry.database.News;
import berry.database.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// One-time links by which a contact presses Start: a bot can write neither to a username nor to
/// somebody who never did.
///
/// A link makes nobody a contact who is not meant: one by id only that person can use, one by
/// username only whoever has that username.
public final class Enrolment {

  /// What stands before the code in `t.me/<bot>?start=`.
  public static final String PREFIX = "oncall_";

  private static final Duration LIFE = Duration.ofHours(24);

  private final Changes changes;
  private final Seal seal;
  private final Audit audit;
  private final ContactTests tests;
  private final Clock clock;

  Enrolment(Changes changes, Seal seal, Audit audit, ContactTests tests, Clock clock) {
    this.changes = changes;
    this.seal = seal;
    this.audit = audit;
    this.tests = tests;
    this.clock = clock;
  }

  /// @param start what stands behind `?start=`; of the code only the hash is kept
  public record Link(String start, Instant expiresAt) {

    @Override
    public String toString() {
      return "Link[start=•••, expiresAt=" + expiresAt + "]";
    }
  }

  /// A link for that contact; the one made before works no more.
  ///
  /// @return empty when there is no such contact, or it is the owner, who needs none
  public Optional<Link> issue(long contactId, long by) {
    String code = seal.fresh(Seal.Purpose.ON_CALL);
    Instant until = clock.instant().plus(LIFE);
    return changes.inTransaction((transaction, news) -> {
      ContactStore store = transaction.attach(ContactStore.class);
      if (store.putCode(contactId, Sha256.of(code), until) == 0) {
        return Optional.empty();
      }
      audit.record(transaction, by, "contact.invited", "contact " + contactId, Map.of());
      Contacts.tell(news);
      return Optional.of(new Link(PREFIX + code, until));
    });
  }

  /// Makes who opened the link the contact it is of, and sends them a first test.
  ///
  /// @param code what stands behind [#PREFIX]; a made-up one costs no question to the database
  public Enrolled accept(String code, long personId, @Nullable String username) {
    if (!seal.genuine(Seal.Purpose.ON_CALL, code)) {
      return new Enrolled.Refused(Enrolled.Reason.UNKNOWN);
    }
    return changes.inTransaction(
        (transaction, news) -> accept(transaction, news, Sha256.of(code), personId, username));
  }

  private Enrolled accept(
      Handle transaction, News news, byte[] hash, long personId, @Nullable String username) {
    ContactStore store = transaction.attach(ContactStore.class);
    ContactStore.Linked one = store.linked(hash).orElse(null);
    if (one == null) {
      return new Enrolled.Refused(Enrolled.Reason.UNKNOWN);
    }
    Duty duty = Duty.of(one.role()).orElseThrow();
    if (one.codeUsedAt() != null) {
      // Telegram may deliver an update twice.
      Long who = one.personId();
      return who != null && who == personId
          ? new Enrolled.Done(duty)
          : new Enrolled.Refused(Enrolled.Reason.USED);
    }
    if (!one.codeUntil().isAfter(clock.instant())) {
      return new Enrolled.Refused(Enrolled.Reason.EXPIRED);
    }
    if (!one.is(personId, username)) {
      return new Enrolled.Refused(Enrolled.Reason.SOMEBODY_ELSE);
    }
    store.enrol(one.id(), personId, clock.instant());
    audit.record(
        transaction,
        personId,
        "contact.enrolled",
        "contact " + one.id(),
        Map.of("role", duty.word()));
    tests.queue(transaction, news, personId);
    Contacts.tell(news);
    return new Enrolled.Done(duty);
  }
}
