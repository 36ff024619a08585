package berry.access;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// One-time links that make whoever opens them an operator or an admin.
///
/// Everything is decided under the lock of the team's table, by the role its maker has then: who is
/// dismissed, or may no longer give the role, leaves no link behind that works.
public final class Invitations {

  /// The `ref` of the [Topic#SETTING] change that tells of them.
  static final String TEAM = "team";

  private static final Duration LIFE = Duration.ofHours(24);

  private final Database database;
  private final Changes changes;
  private final Audit audit;
  private final Seal seal;
  private final Clock clock;

  public Invitations(Database database, Changes changes, Audit audit, Seal seal, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.audit = audit;
    this.seal = seal;
    this.clock = clock;
  }

  /// @param code 43 characters of `A-Za-z0-9_-`; only its hash is kept
  public record Issued(String code, Instant expiresAt) {

    @Override
    public String toString() {
      return "Issued[code=•••, expiresAt=" + expiresAt + "]";
    }
  }

  /// One that nobody has used yet.
  ///
  /// @param role an owner's is a claim, which hands the bot over
  /// @param createdBy null for a claim: it may have been made at the server
  /// @param creator what people call the one who made it
  public record Open(
      long id,
      Role role,
      Instant createdAt,
      Instant expiresAt,
      @Nullable Long createdBy,
      @Nullable String creator) {}

  /// A code that gives its user the role, once, within 24 hours.
  ///
  /// @param role operator or admin; owners are made by [Codes]
  /// @return empty when the one who asks may not give that role
  public Optional<Issued> issue(Role role, long by) {
    if (role != Role.OPERATOR && role != Role.ADMIN) {
      throw new IllegalArgumentException("invited are operators and admins, not " + role);
    }
    String code = seal.fresh(Seal.Purpose.INVITATION);
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LIFE);
    boolean issued =
        changes.inTransaction((transaction, news) -> {
          StaffStore team = transaction.attach(StaffStore.class);
          team.lock();
          if (!team.roleOf(by).orElse(Role.USER).handles(role)) {
            return false;
          }
          long id =
              transaction
                  .attach(InvitationStore.class)
                  .add(Opaque.hash(code), role.word(), by, now, expiresAt);
          audit.record(transaction, by, "staff.invited", target(id), Map.of("role", role.word()));
          tell(news);
          return true;
        });
    return issued ? Optional.of(new Issued(code, expiresAt)) : Optional.empty();
  }

  /// Makes the person what the code says, if it is good. A code that is made up costs no question
  /// to the database.
  public Accepted accept(String code, long personId) {
    if (!seal.genuine(Seal.Purpose.INVITATION, code)) {
      return new Accepted.Refused(Accepted.Reason.UNKNOWN);
    }
    return changes.inTransaction(
        (transaction, news) -> accept(transaction, news, Opaque.hash(code), personId));
  }

  /// Those that can still be used, newest first.
  public List<Open> open() {
    Instant now = clock.instant();
    return database.jdbi().withExtension(InvitationStore.class, all -> all.open(now));
  }

  /// Ends one that nobody has used.
  public Outcome revoke(long id, long by) {
    return changes.inTransaction((transaction, news) -> {
      StaffStore team = transaction.attach(StaffStore.class);
      InvitationStore all = transaction.attach(InvitationStore.class);
      team.lock();
      Optional<Role> role = all.openRole(id, clock.instant());
      if (role.isEmpty()) {
        return Outcome.UNKNOWN;
      }
      Role mine = team.roleOf(by).orElse(Role.USER);
      if (mine != Role.OWNER && !mine.handles(role.get())) {
        return Outcome.NOT_ALLOWED;
      }
      all.end(id);
      audit.record(
          transaction, by, "staff.uninvited", target(id), Map.of("role", role.get().word()));
      tell(news);
      return Outcome.DONE;
    });
  }

  private Accepted accept(Handle transaction, News news, byte[] hash, long personId) {
    StaffStore team = transaction.attach(StaffStore.class);
    InvitationStore all = transaction.attach(InvitationStore.class);
    // Before the code is looked at: of two who use it at a time, the second finds it used.
    team.lock();
    Optional<InvitationStore.Found> found = all.find(hash);
    if (found.isEmpty()) {
      return new Accepted.Refused(Accepted.Reason.UNKNOWN);
    }
    InvitationStore.Found one = found.get();
    Role mine = team.roleOf(personId).orElse(Role.USER);
    Long usedBy = one.usedBy();
    if (usedBy != null) {
      // Telegram may deliver an update twice; but who was dismissed since does not come back so.
      return usedBy == personId && mine.atLeast(one.role())
          ? new Accepted.Member(mine)
          : new Accepted.Refused(Accepted.Reason.USED);
    }
    if (!one.expiresAt().isAfter(clock.instant())) {
      return new Accepted.Refused(Accepted.Reason.EXPIRED);
    }
    if (mine.atLeast(one.role())) {
      return new Accepted.Already(mine);
    }
    all.use(one.id(), personId, clock.instant());
    team.put(personId, one.role().word(), one.createdBy());
    audit.record(
        transaction,
        personId,
        "staff.joined",
        "person " + personId,
        Map.of("role", one.role().word(), "invitation", one.id(), "by", one.createdBy()));
    Staff.tell(news, personId);
    return new Accepted.Member(one.role());
  }

  private static void tell(News news) {
    news.tell(Topic.SETTING, Subject.nobody().ref(TEAM));
  }

  private static String target(long id) {
    return "invitation " + id;
  }
}
