package berry.dashboard;

import berry.access.Codes;
import berry.access.Role;
import berry.access.Sessions;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.RateLimit;
import berry.telegram.InitData;
import berry.telegram.Token;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Signing in and out: Telegram's signed launch data, or a one-time link from the chat.
public final class SessionApi {

  /// Clients show the same launch data again for hours; five minutes would lock real people out.
  private static final Duration LAUNCH = Duration.ofHours(24);

  /// For each address. Generous, because behind an unnamed proxy everybody comes from one.
  private final RateLimit limit = new RateLimit(120, Duration.ofMillis(500));

  private final Callers callers;
  private final Sessions sessions;
  private final Codes codes;
  private final Token token;
  private final Clock clock;
  private final String version;

  /// @param token the bot's, the sandbox's own in sandbox mode: it proves who signed the launch
  ///   data
  public SessionApi(
      Callers callers, Sessions sessions, Codes codes, Token token, Clock clock, String version) {
    this.callers = callers;
    this.sessions = sessions;
    this.codes = codes;
    this.token = token;
    this.clock = clock;
    this.version = version;
  }

  /// One of the two.
  public record Credentials(@Nullable String initData, @Nullable String link) {}

  /// @param token to be sent as a bearer from now on
  /// @param version of the server; an app of another version offers to reload
  public record Session(String token, Instant expiresAt, String version, Self person) {}

  void open(Exchange exchange) throws IOException {
    limit.check(exchange.subscriber());
    Credentials given = exchange.json(Credentials.class);
    String initData = given.initData();
    String link = given.link();
    if (initData != null && link == null) {
      exchange.json(launched(initData));
    } else if (link != null && initData == null) {
      long person =
          codes.useDashboard(link).orElseThrow(() -> refused("this link is used or too old"));
      exchange.json(opened(person, null));
    } else {
      throw Problem.badRequest("send either 'initData' or 'link'");
    }
  }

  void close(Exchange exchange) {
    callers.require(Role.USER, exchange);
    sessions.close(Callers.token(exchange));
    exchange.status(204);
  }

  private Session launched(String initData) {
    return switch (InitData.check(initData, token, clock.instant(), LAUNCH)) {
      case InitData.Verdict.Refused verdict -> throw refused(verdict.reason());
      case InitData.Verdict.Genuine person -> {
        if (!sessions.accepts(person.personId(), person.authDate())) {
          throw refused("signed out since; open the dashboard from the chat again");
        }
        yield opened(person.personId(), person);
      }
    };
  }

  private Session opened(long person, InitData.Verdict.@Nullable Genuine launch) {
    Sessions.Opened opened = sessions.open(person);
    Self self =
        callers
            .welcome(opened)
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
