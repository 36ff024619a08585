package berry.dashboard;

import berry.access.Role;
import berry.access.Sessions;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.RateLimit;
import java.time.Duration;
import java.util.Optional;

/// Finds out who asks, and whether they may.
public final class Callers {

  private static final int BURST = 120;
  private static final Duration REFILL = Duration.ofMillis(100);

  private final Sessions sessions;
  private final Guesses guesses;
  private final RateLimit limit = new RateLimit(BURST, REFILL);

  public Callers(Sessions sessions) {
    this(sessions, new Guesses());
  }

  Callers(Sessions sessions, Guesses guesses) {
    this.sessions = sessions;
    this.guesses = guesses;
  }

  /// Who sent this request, if they are at least that much.
  ///
  /// Ends the request with 401 when nobody is signed in, 403 when it is somebody else, and 429 when
  /// they ask, or somebody guesses, too often.
  Sessions.Caller require(Role role, Exchange exchange) {
    String token = token(exchange);
    Sessions.Caller caller =
        guesses
            .find(token, sessions.genuine(token), exchange.subscriber(), () -> sessions.find(token))
            .orElseThrow(Callers::unknown);
    limit.check(Long.toString(caller.personId()));
    if (!caller.role().atLeast(role)) {
      throw Problem.forbidden("this is for the team only");
    }
    return caller;
  }

  /// Who a session was opened for just now.
  Optional<Sessions.Caller> welcome(Sessions.Opened opened) {
    return sessions.find(opened.token());
  }

  /// What is known of guesses, so that those at links and launch data count like those at tokens.
  Guesses guesses() {
    return guesses;
  }

  /// The session token that came with the request, known or not.
  static String token(Exchange exchange) {
    String token = exchange.bearer();
    if (token == null || token.isEmpty()) {
      throw unknown();
    }
    return token;
  }

  private static Problem unknown() {
    return Problem.unauthorized("open the dashboard from the chat with the bot");
  }
}
