package berry.access;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who handles whom in the team. An admin handles operators, the owner everybody but themself, and
/// each chooses the name that people read.
///
/// What somebody may do is judged in the transaction that does it: an admin who is dismissed at
/// this very moment dismisses nobody any more.
public final class Team {

  private final Database database;
  private final Changes changes;
  private final Audit audit;
  private final Sessions sessions;
  private final Release release;

  /// @param release what else there is to do when somebody leaves
  public Team(Database database, Changes changes, Audit audit, Sessions sessions, Release release) {
    this.database = database;
    this.changes = changes;
    this.audit = audit;
    this.sessions = sessions;
    this.release = release;
  }

  /// Somebody of the team.
  ///
  /// @param firstName empty when they have neither written to the bot nor opened the Mini App yet
  /// @param name what people read as the author of their answers; null for the first name
  /// @param lastSeenAt when they used the dashboard last, to the minute
  public record Member(
      long id,
      String firstName,
      @Nullable String lastName,
      @Nullable String username,
      @Nullable String name,
      Role role,
      Instant addedAt,
      @Nullable Instant lastSeenAt) {}

  /// Everybody, the owner first.
  public List<Member> members() {
    return database.jdbi().withExtension(StaffStore.class, StaffStore::members);
  }

  /// One of them; empty for anybody else.
  public Optional<Member> member(long personId) {
    return members().stream().filter(one -> one.id() == personId).findAny();
  }

  /// Gives somebody of the team another role, which works in the sessions they have open, or
  /// another name; or both.
  ///
  /// @param role operator or admin; null for the one they have
  /// @param name of [ShownName], empty for the first name; null for the one they have. Everybody
  ///   may choose their own
  public Outcome change(long personId, @Nullable Role role, @Nullable String name, long by) {
    return decide(
        personId,
        by,
        (transaction, news, mine, theirs) -> {
          boolean handled = mine.handles(theirs);
          if (role == null ? !handled && personId != by : !handled || !mine.handles(role)) {
            return Outcome.NOT_ALLOWED;
          }
          boolean told = role != null && appoint(transaction, personId, role, by);
          told |= name != null && rename(transaction, personId, name, by);
          if (told) {
            Staff.tell(news, personId);
          }
          return Outcome.DONE;
        });
  }

  /// Makes somebody an ordinary user: their sessions and streams end, their open invitations too,
  /// and what they had taken on is free for others.
  public Outcome dismiss(long personId, long by) {
    return decide(
        personId,
        by,
        (transaction, news, mine, theirs) -> {
          if (!mine.handles(theirs)) {
            return Outcome.NOT_ALLOWED;
          }
          transaction.attach(StaffStore.class).remove(personId);
          transaction.attach(InvitationStore.class).endUnfounded(personId);
          record(transaction, by, "staff.dismissed", personId, Map.of("role", theirs.word()));
          sessions.closeAll(transaction, news, personId, by);
          release.release(transaction, news, personId);
          Staff.tell(news, personId);
          return Outcome.DONE;
        });
  }

  private boolean appoint(Handle transaction, long personId, Role role, long by) {
    if (transaction.attach(StaffStore.class).put(personId, role.word(), by) == 0) {
      return false;
    }
    transaction.attach(InvitationStore.class).endUnfounded(personId);
    record(transaction, by, "staff.appointed", personId, Map.of("role", role.word()));
    return true;
  }

  private boolean rename(Handle transaction, long personId, String name, long by) {
    String shown = name.isEmpty() ? null : name;
    if (transaction.attach(StaffStore.class).rename(personId, shown) == 0) {
      return false;
    }
    record(transaction, by, "staff.renamed", personId, Map.of("name", name));
    return true;
  }

  private Outcome decide(long personId, long by, Step step) {
    return changes.inTransaction((transaction, news) -> {
      StaffStore team = transaction.attach(StaffStore.class);
      team.lock();
      Role mine = team.roleOf(by).orElse(Role.USER);
      Optional<Role> theirs = team.roleOf(personId);
      if (mine == Role.USER) {
        return Outcome.NOT_ALLOWED;
      }
      return theirs.isEmpty() ? Outcome.UNKNOWN : step.take(transaction, news, mine, theirs.get());
    });
  }

  private void record(
      Handle transaction, long by, String act, long personId, Map<String, Object> detail) {
    audit.record(transaction, by, act, "person " + personId, detail);
  }

  private interface Step {
    Outcome take(Handle transaction, News news, Role mine, Role theirs);
  }
}
