package berry.access;

import berry.database.Changes;
import berry.telegram.Token;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// The people of these tests, and what they are given to work with.
final class Cast {

  static final long ANNA = 101;
  static final long BORIS = 102;

  /// Must never get anything.
  static final long STRANGER = 666;

  static final Seal SEAL = new Seal(new Token("4242:" + "x".repeat(35)));

  final Audit audit;
  final Changes changes;
  final Staff staff;
  final Sessions sessions;
  final Codes codes;
  final SignInLinks links;
  final Invitations invitations;
  final Team team;

  /// Who was released as they left, in the order they did.
  final List<Long> released = new CopyOnWriteArrayList<>();

  final MovableClock clock = new MovableClock("2026-03-02T12:00:00Z");
  private final TestDatabase database;

  Cast(TestDatabase database) {
    this.database = database;
    this.changes = new Changes(database.database(), database.address());
    this.audit = new Audit(database.database());
    this.staff = new Staff(database.database(), changes, audit);
    this.sessions = new Sessions(database.database(), changes, audit, SEAL, clock);
    this.codes = new Codes(database.database(), changes, staff, audit, clock);
    this.links = new SignInLinks(database.database(), SEAL, clock);
    this.invitations = new Invitations(database.database(), changes, audit, SEAL, clock);
    this.team =
        new Team(
            database.database(),
            changes,
            audit,
            sessions,
            (transaction, news, person) -> released.add(person));
  }

  /// Signed in by a proof made at this moment.
  Sessions.Opened signIn(long person) {
    return sessions.open(person, clock.instant()).orElseThrow();
  }

  List<String> acts() {
    return texts("SELECT act FROM audit ORDER BY id");
  }

  List<String> texts(String sql) {
    return database.jdbi().withHandle(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }
}
