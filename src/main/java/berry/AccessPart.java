package berry;

import berry.access.Audit;
import berry.access.Codes;
import berry.access.Invitations;
import berry.access.Seal;
import berry.access.Sessions;
import berry.access.SignInLinks;
import berry.access.Staff;
import berry.access.Team;
import berry.conversations.Assignments;
import berry.database.Database;
import berry.database.Job;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Who may do what, and who is signed in.
final class AccessPart implements Part {

  private final Audit audit;
  private final Seal seal;
  private final Staff staff;
  private final Sessions sessions;
  private final Codes codes;
  private final SignInLinks links;
  private final Invitations invitations;
  private final Team team;

  /// @param owner whom the start names as the owner; null when nobody is named
  AccessPart(Base base, @Nullable Long owner) {
    Database database = base.database();
    this.audit = new Audit(database);
    this.seal = new Seal(base.token());
    this.staff = new Staff(database, base.changes(), audit);
    this.sessions = new Sessions(database, base.changes(), audit, seal, base.clock());
    this.codes = new Codes(database, base.changes(), staff, audit, base.clock());
    this.links = new SignInLinks(database, seal, base.clock());
    this.invitations = new Invitations(database, base.changes(), audit, seal, base.clock());
    this.team = new Team(database, base.changes(), audit, sessions, Assignments::release);
    if (owner != null) {
      staff.makeOwner(owner);
    }
  }

  Seal seal() {
    return seal;
  }

  Audit audit() {
    return audit;
  }

  Staff staff() {
    return staff;
  }

  Sessions sessions() {
    return sessions;
  }

  Invitations invitations() {
    return invitations;
  }

  Team team() {
    return team;
  }

  Codes codes() {
    return codes;
  }

  SignInLinks links() {
    return links;
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        new Job("sessions", Duration.ofHours(1), sessions::forgetEnded),
        new Job("codes", Duration.ofHours(24), codes::forgetSpent));
  }
}
