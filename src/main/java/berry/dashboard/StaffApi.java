package berry.dashboard;

import static berry.dashboard.RoleRoutes.delete;
import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.patch;
import static berry.dashboard.RoleRoutes.post;

import berry.access.Codes;
import berry.access.Invitations;
import berry.access.Outcome;
import berry.access.Role;
import berry.access.Sessions;
import berry.access.ShownName;
import berry.access.Team;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The team: who is in it, who is invited, and what they are called. The roles of the routes say
/// who may ask; who may handle whom is judged by [Team], where it is done.
public final class StaffApi {

  private final RoleRoutes roles;
  private final Team team;
  private final Invitations invitations;
  private final Codes codes;
  private final About about;

  public StaffApi(RoleRoutes roles, Team team, Invitations invitations, Codes codes, About about) {
    this.roles = roles;
    this.team = team;
    this.invitations = invitations;
    this.codes = codes;
    this.about = about;
  }

  /// @param name as the team chose it; absent for the first name
  public record Member(
      long id,
      String firstName,
      @Nullable String lastName,
      @Nullable String username,
      @Nullable String name,
      String role,
      Instant addedAt,
      @Nullable Instant lastSeenAt) {}

  public record Creator(long id, String name) {}

  /// @param createdBy absent for an owner's, which may have been made at the server
  public record Invitation(
      long id, String role, Instant createdAt, Instant expiresAt, @Nullable Creator createdBy) {}

  public record Everybody(List<Member> items, List<Invitation> invitations) {}

  /// @param role operator, admin or owner
  public record Wanted(@Nullable String role) {}

  /// @param link works once; whoever has it can use it
  public record Made(String link, Instant expiresAt) {}

  /// @param role operator or admin
  /// @param name 1 to 64 characters, or empty for the first name
  public record Change(@Nullable String role, @Nullable String name) {}

  public List<Route> routes() {
    return List.of(
        roles
            .admin(get("/api/staff", this::everybody))
            .summary("The team and the invitations that are open")
            .gives(200, Everybody.class),
        roles
            .admin(post("/api/staff/invitations", this::invite))
            .summary("A link that gives its user a role, once, within 24 hours (owner: 30 minutes)")
            .takes(Wanted.class)
            .gives(201, Made.class),
        roles
            .admin(delete("/api/staff/invitations/{id}", this::revoke))
            .summary("Take an invitation back")
            .gives(204),
        roles
            .operator(get("/api/staff/{id}", this::one))
            .summary("One of the team; operators themselves only")
            .gives(200, Member.class),
        roles
            .operator(patch("/api/staff/{id}", this::change))
            .summary("Another role, or another name to read; operators their own name only")
            .takes(Change.class)
            .gives(204),
        roles
            .admin(delete("/api/staff/{id}", this::dismiss))
            .summary("Make somebody an ordinary user and end their sessions")
            .gives(204));
  }

  private void everybody(Exchange exchange, Sessions.Caller caller) throws IOException {
    exchange.json(
        new Everybody(
            team.members().stream().map(StaffApi::member).toList(),
            invitations.open().stream().map(StaffApi::invitation).toList()));
  }

  private void one(Exchange exchange, Sessions.Caller caller) throws IOException {
    long id = id(exchange);
    if (id != caller.personId() && !caller.role().atLeast(Role.ADMIN)) {
      throw Problem.forbidden("operators see themselves only");
    }
    exchange.json(team.member(id).map(StaffApi::member).orElseThrow(StaffApi::unknown));
  }

  private void invite(Exchange exchange, Sessions.Caller caller) throws IOException {
    Role role = role(exchange.json(Wanted.class).role());
    String username = about.username().get();
    if (username.isEmpty()) {
      throw Problem.unavailable(
          "Telegram has not said yet what the bot is called", Duration.ofSeconds(30));
    }
    boolean owner = role == Role.OWNER;
    long by = caller.personId();
    Invitations.Issued issued =
        (owner ? codes.issueClaim(by) : invitations.issue(role, by))
            .orElseThrow(StaffApi::notAllowed);
    String start = (owner ? "claim_" : "invite_") + issued.code();
    exchange
        .status(201)
        .json(new Made("https://t.me/" + username + "?start=" + start, issued.expiresAt()));
  }

  private void revoke(Exchange exchange, Sessions.Caller caller) {
    end(exchange, invitations.revoke(id(exchange), caller.personId()));
  }

  private void change(Exchange exchange, Sessions.Caller caller) {
    Change wanted = exchange.json(Change.class);
    Role role = wanted.role() == null ? null : role(wanted.role());
    if (role == Role.OWNER) {
      throw refused("the bot is handed over by a link only: invite with the role owner");
    }
    if (role == null && wanted.name() == null) {
      throw refused("send 'role', 'name' or both");
    }
    String name = wanted.name() == null ? null : name(wanted.name());
    end(exchange, team.change(id(exchange), role, name, caller.personId()));
  }

  private void dismiss(Exchange exchange, Sessions.Caller caller) {
    end(exchange, team.dismiss(id(exchange), caller.personId()));
  }

  private static void end(Exchange exchange, Outcome outcome) {
    switch (outcome) {
      case DONE -> exchange.status(204);
      case UNKNOWN -> throw unknown();
      case NOT_ALLOWED -> throw notAllowed();
    }
  }

  private static long id(Exchange exchange) {
    String given = exchange.parameter("id");
    if (!given.matches("[0-9]{1,18}")) {
      throw unknown();
    }
    return Long.parseLong(given);
  }

  private static Role role(@Nullable String word) {
    return Role.of(word == null ? "" : word)
        .filter(role -> role != Role.USER)
        .orElseThrow(() -> refused("'role' is operator, admin or owner"));
  }

  private static String name(String given) {
    return given.isBlank()
        ? ""
        : ShownName.of(given)
            .orElseThrow(() ->
                refused("'name' has 1 to 64 visible characters and is neither 'bot' nor 'person'"));
  }

  private static Member member(Team.Member one) {
    return new Member(
        one.id(),
        one.firstName(),
        one.lastName(),
        one.username(),
        one.name(),
        one.role().word(),
        one.addedAt(),
        one.lastSeenAt());
  }

  private static Invitation invitation(Invitations.Open one) {
    Long by = one.createdBy();
    String creator = one.creator();
    return new Invitation(
        one.id(),
        one.role().word(),
        one.createdAt(),
        one.expiresAt(),
        by == null ? null : new Creator(by, creator == null ? "" : creator));
  }

  private static Problem refused(String why) {
    return Problem.of(422, "Not accepted", why);
  }

  private static Problem unknown() {
    return Problem.notFound("there is no such person or invitation");
  }

  private static Problem notAllowed() {
    return Problem.forbidden("an admin handles operators, the owner everybody but themself");
  }
}
