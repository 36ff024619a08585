package berry.dashboard;

import berry.access.Role;
import berry.access.Sessions;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.RateLimit;
import java.time.Duration;

/// Finds out who asks, and whether they may.
final class Callers {

  private static final int BURST = 120;
  private static final Duration REFILL = Duration.ofMillis(100);

  private final Sessions sessions;
  private final Guesses guesses = new Guesses();
  private final RateLimit limit = new RateLimit(BURST, REFILL);

  Callers(Sessions sessions) {
    this.sessions = sessions;
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
      throw Problem.forbidden("this needs the role " + role.word());
    }
    return caller;
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
