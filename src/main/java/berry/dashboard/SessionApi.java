package berry.dashboard;

import static berry.dashboard.RoleRoutes.anyone;
import static berry.dashboard.RoleRoutes.delete;

import berry.access.Sessions;
import berry.access.SignInLinks;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.RateLimit;
import berry.http.Route;
import berry.telegram.InitData;
import berry.telegram.Token;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Signing in and out: Telegram's signed launch data, or a one-time link from the chat.
public final class SessionApi {

  /// Clients show the same launch data again for hours; five minutes would lock real people out.
  private static final Duration LAUNCH = Duration.ofHours(24);

  /// The signature alone: that it is too old is judged apart, for it is no forger's mistake.
  private static final Duration ANY_AGE = Duration.ofDays(36_500);

  /// Launch data has 8 KB at most; escaped as JSON it may have twice as much.
  private static final int LARGEST = 32 * 1024;

  /// For each person, and only with their own signature: nobody can use it up for another.
  private final RateLimit signIns = new RateLimit(300, Duration.ofSeconds(1));

  private final RoleRoutes roles;
  private final Sessions sessions;
  private final SignInLinks links;
  private final Token token;
  private final Clock clock;
  private final String version;

  /// @param token the bot's, the sandbox's own in sandbox mode: it proves who signed the launch
  ///   data
  public SessionApi(
      RoleRoutes roles,
      Sessions sessions,
      SignInLinks links,
      Token token,
      Clock clock,
      String version) {
    this.roles = roles;
    this.sessions = sessions;
    this.links = links;
    this.token = token;
    this.clock = clock;
    this.version = version;
  }

  /// One of the two.
  public record Credentials(@Nullable String initData, @Nullable String link) {}

  /// @param token to be sent as a bearer from now on
  /// @param version of the server; an app of another version offers to reload
  public record Session(String token, Instant expiresAt, String version, Self person) {}

  public List<Route> routes() {
    return List.of(
        anyone(Route.post("/api/session", this::open))
            .summary("Sign in with Telegram's launch data or a one-time link")
            .bodyLimit(LARGEST)
            .takes(Credentials.class)
            .gives(200, Session.class),
        roles
            .user(delete("/api/session", this::close))
            .summary("Sign out and end the session's streams")
            .query("everywhere", "true: all my sessions and streams, on every device")
            .gives(204));
  }

  private void open(Exchange exchange) throws IOException {
    Credentials given = exchange.json(Credentials.class);
    String initData = given.initData();
    String link = given.link();
    if (initData != null && link == null) {
      exchange.json(launched(initData, exchange.subscriber()));
    } else if (link != null && initData == null) {
      exchange.json(followed(link, exchange.subscriber()));
    } else {
      throw Problem.badRequest("send either 'initData' or 'link'");
    }
  }

  private void close(Exchange exchange, Sessions.Caller caller) {
    switch (exchange.query("everywhere")) {
      case null -> sessions.close(Callers.token(exchange));
      case "false" -> sessions.close(Callers.token(exchange));
      case "true" -> sessions.closeAll(caller.personId(), caller.personId());
      default -> throw Problem.badRequest("'everywhere' is true or false");
    }
    exchange.status(204);
  }

  /// The signature is checked first: it costs no question to the database, and whoever has a
  /// genuine one is let in whatever others have tried from the same address.
  private Session launched(String initData, String address) {
    Instant now = clock.instant();
    return switch (InitData.check(initData, token, now, ANY_AGE)) {
      case InitData.Verdict.Refused verdict -> {
        roles.guesses().refused(address);
        throw refused(verdict.reason());
      }
      case InitData.Verdict.Genuine person -> {
        if (person.authDate().isBefore(now.minus(LAUNCH))) {
          throw refused("this launch data is older than a day");
        }
        signIns.check(Long.toString(person.personId()));
        yield opened(person.personId(), person.authDate(), person);
      }
    };
  }

  private Session followed(String link, String address) {
    SignInLinks.Used used =
        roles
            .guesses()
            .find(link, links.genuine(link), address, () -> links.use(link))
            .orElseThrow(() -> refused("this link is used or too old"));
    return opened(used.personId(), used.issuedAt(), null);
  }

  private Session opened(long person, Instant provenAt, InitData.Verdict.@Nullable Genuine launch) {
    Sessions.Opened opened =
        sessions
            .open(
                person,
                provenAt,
                launch == null
                    ? null
                    : new Sessions.Name(launch.firstName(), launch.lastName(), launch.username()))
            .orElseThrow(() -> refused("signed out since; open the dashboard from the chat again"));
    Self self =
        sessions
            .find(opened.token())
            .map(Self::of)
            .orElseThrow(() -> refused("signed out in this moment"));
    if (launch != null && self.firstName().isEmpty()) {
      self =
          self.named(
              launch.firstName(), launch.lastName(), launch.username(), launch.languageCode());
    }
    return new Session(opened.token(), opened.expiresAt(), version, self);
  }

  private static Problem refused(String why) {
    return Problem.unauthorized(why);
  }
}
