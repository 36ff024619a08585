package berry.access;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// The people of the team and their roles. Each change is audited and shown live.
public final class Staff {

  private final Database database;
  private final Changes changes;
  private final Audit audit;

  public Staff(Database database, Changes changes, Audit audit) {
    this.database = database;
    this.changes = changes;
    this.audit = audit;
  }

  /// [Role#USER] for everybody who is not of the team.
  public Role roleOf(long personId) {
    return database
        .jdbi()
        .withExtension(StaffStore.class, staff -> staff.roleOf(personId))
        .orElse(Role.USER);
  }

  public Optional<Long> owner() {
    return owner(database);
  }

  /// Whose the bot is; for those who only ask. Empty while nobody has claimed it.
  public static Optional<Long> owner(Database database) {
    return database.jdbi().withExtension(StaffStore.class, StaffStore::owner);
  }

  /// Everybody of the team, the owner too.
  public Set<Long> all() {
    return database.jdbi().withExtension(StaffStore.class, StaffStore::all);
  }

  /// Makes the person of OWNER_ID the owner. Repeating it changes nothing; an owner before stays as
  /// admin.
  public void makeOwner(long personId) {
    changes.useTransaction((transaction, news) -> {
      transaction.attach(StaffStore.class).lock();
      own(transaction, news, personId, null, "OWNER_ID");
    });
  }

  /// Gives somebody a role in the team.
  ///
  /// @param role operator or admin
  /// @param by who decided it
  /// @return false when nothing changed: the role was theirs already, or they are the owner
  public boolean appoint(long personId, Role role, @Nullable Long by) {
    if (role == Role.OWNER || role == Role.USER) {
      throw new IllegalArgumentException("appointed are operators and admins, not " + role);
    }
    return change(
        personId,
        by,
        "staff.appointed",
        Map.of("role", name(role)),
        staff -> staff.put(personId, name(role), by));
  }

  /// Makes somebody of the team an ordinary user, who goes on in open sessions as such; [Team] ends
  /// these too.
  ///
  /// @return false when nothing changed: they were none of the team, or they are the owner
  public boolean dismiss(long personId, @Nullable Long by) {
    return change(personId, by, "staff.dismissed", Map.of(), staff -> staff.remove(personId));
  }

  /// Moves ownership inside a transaction that has locked the table.
  ///
  /// @return whose it was before; empty when nobody's, or the person's own already
  Optional<Long> own(Handle transaction, News news, long personId, @Nullable Long by, String way) {
    StaffStore staff = transaction.attach(StaffStore.class);
    Optional<Long> before = staff.owner();
    if (before.isPresent() && before.get() == personId) {
      return Optional.empty();
    }
    staff.ownerBecomesAdmin();
    staff.putOwner(personId);
    // A link made for the owner before, or for nobody, must not undo this.
    transaction.attach(CodeStore.class).endClaims();
    Map<String, Object> detail =
        before
            .<Map<String, Object>>map(owner -> Map.of("way", way, "before", owner))
            .orElse(Map.of("way", way));
    before.ifPresent(transaction.attach(InvitationStore.class)::endUnfounded);
    audit.record(transaction, by, "owner.became", target(personId), detail);
    before.ifPresent(owner -> tell(news, owner));
    tell(news, personId);
    return before;
  }

  private boolean change(
      long personId, @Nullable Long by, String act, Map<String, Object> detail, Step step) {
    return changes.inTransaction((transaction, news) -> {
      StaffStore staff = transaction.attach(StaffStore.class);
      staff.lock();
      if (step.rows(staff) == 0) {
        return false;
      }
      audit.record(transaction, by, act, target(personId), detail);
      tell(news, personId);
      return true;
    });
  }

  /// Also wakes whoever watches over the person's open streams.
  static void tell(News news, long personId) {
    news.tell(Topic.PERSON, Subject.person(personId).ref("role"));
  }

  private interface Step {
    int rows(StaffStore staff);
  }

  private static String target(long personId) {
    return "person " + personId;
  }

  private static String name(Role role) {
    return role.name().toLowerCase(Locale.ROOT);
  }
}
