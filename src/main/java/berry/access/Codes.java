package berry.access;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// One-time codes that make their user the owner. Those that sign in are [SignInLinks].
///
/// A claim takes over from the owner it was made under, or from nobody if there was none, so a link
/// that lies about in an old log is worthless once anybody has become the owner. Moving ownership
/// needs a new link, made on the server; of several, only the newest works.
public final class Codes {

  private static final Duration CLAIM = Duration.ofMinutes(30);

  /// Spent codes are kept this long, to tell "used" from "never heard of".
  private static final Duration MEMORY = Duration.ofDays(1);

  /// A one-time link, a claim, an invitation or a contact's link as it stands in a text.
  private static final Pattern IN_TEXT =
      Pattern.compile("(link=|claim_|invite_|oncall_)[A-Za-z0-9_-]{43}");

  private final Database database;
  private final Changes changes;
  private final Staff staff;
  private final Audit audit;
  private final Clock clock;

  public Codes(Database database, Changes changes, Staff staff, Audit audit, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.staff = staff;
    this.audit = audit;
    this.clock = clock;
  }

  /// A code that makes its user the owner, good for 30 minutes. Ends the ones made before.
  ///
  /// For somebody at the server: the first start, or `berry owner link`.
  ///
  /// @return 43 characters of `A-Za-z0-9_-`
  public String issueClaim() {
    return database.jdbi().inTransaction(transaction -> issueClaim(transaction, null)).code();
  }

  /// The same for the owner, who may hand the bot over from the dashboard.
  ///
  /// @return empty when the one who asks is not the owner
  public Optional<Invitations.Issued> issueClaim(long by) {
    return changes.inTransaction((transaction, news) -> {
      StaffStore team = transaction.attach(StaffStore.class);
      team.lock();
      if (!team.roleOf(by).equals(Optional.of(Role.OWNER))) {
        return Optional.empty();
      }
      Invitations.Issued issued = issueClaim(transaction, by);
      news.tell(Topic.SETTING, Subject.nobody().ref(Invitations.TEAM));
      return Optional.of(issued);
    });
  }

  private Invitations.Issued issueClaim(Handle transaction, @Nullable Long by) {
    String code = Opaque.fresh();
    Instant now = clock.instant();
    Instant expiresAt = now.plus(CLAIM);
    CodeStore codes = transaction.attach(CodeStore.class);
    codes.endClaims();
    codes.addClaim(Opaque.hash(code), now, expiresAt);
    audit.record(transaction, by, "owner.link", null, Map.of());
    return new Invitations.Issued(code, expiresAt);
  }

  /// Makes the person the owner, if the code is good.
  public Claimed claim(String code, long personId) {
    return changes.inTransaction((transaction, news) -> claim(transaction, news, code, personId));
  }

  /// The text without codes, for everybody's eyes: who reads along may not sign in as another.
  public static String hidden(String text) {
    return IN_TEXT.matcher(text).replaceAll("$1•••");
  }

  /// Housekeeping of all codes, for a periodic job.
  ///
  /// @return how many spent codes were removed
  public int forgetSpent() {
    Instant before = clock.instant().minus(MEMORY);
    return database.jdbi().withExtension(CodeStore.class, codes -> codes.forget(before));
  }

  private Claimed claim(Handle transaction, News news, String code, long personId) {
    StaffStore team = transaction.attach(StaffStore.class);
    CodeStore codes = transaction.attach(CodeStore.class);
    byte[] hash = Opaque.hash(code);
    // Before the code is looked at: of two claims at a time, the second sees the first one's owner.
    team.lock();
    if (codes.useClaim(hash, personId, clock.instant()) == 1) {
      return new Claimed.Owner(staff.own(transaction, news, personId, personId, "link"));
    }
    Optional<CodeStore.Fate> fate = codes.claim(hash);
    if (fate.isEmpty()) {
      return new Claimed.Refused(Claimed.Reason.UNKNOWN);
    }
    if (fate.get().usedAt() == null) {
      return new Claimed.Refused(Claimed.Reason.EXPIRED);
    }
    Long usedBy = fate.get().usedBy();
    boolean own = usedBy != null && usedBy == personId;
    return own && team.roleOf(personId).equals(Optional.of(Role.OWNER))
        ? new Claimed.Owner(Optional.empty())
        : new Claimed.Refused(Claimed.Reason.USED);
  }
}
