package berry.dashboard;

import berry.access.Sessions;
import berry.http.RateLimit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Looks up who a token belongs to, and slows down who tries one after the other.
///
/// Nobody guesses 256 bits, but each guess would cost a question to the database. An address may
/// fail sixty times at once and then once a second; what is over that is refused unasked. A token
/// that was good lately is asked about all the same: whoever guesses behind the same proxy must not
/// sign the others out.
final class Tokens {

  private static final int MOST_KNOWN = 10_000;

  private final Sessions sessions;
  private final RateLimit failures;
  private final Set<String> known = Collections.newSetFromMap(new Latest());

  Tokens(Sessions sessions) {
    this(sessions, new RateLimit(60, Duration.ofSeconds(1)));
  }

  /// @param failures how many an address may have
  Tokens(Sessions sessions, RateLimit failures) {
    this.sessions = sessions;
    this.failures = failures;
  }

  /// Whose token it is; ends the request with 429 when its address has failed too often.
  ///
  /// @return empty when it is nobody's, or no longer
  Optional<Sessions.Caller> find(String token, String address) {
    return knows(token) ? lookUp(token) : guess(token, address);
  }

  /// Whose token it is that was given out just now, wherever it goes to.
  Optional<Sessions.Caller> welcome(String token) {
    return lookUp(token);
  }

  /// Paid for first and given back when it was no guess: many at once are no way around the limit.
  /// That the database could not be asked is no failure of the caller.
  private Optional<Sessions.Caller> guess(String token, String address) {
    failures.check(address);
    boolean failed = false;
    try {
      Optional<Sessions.Caller> found = lookUp(token);
      failed = found.isEmpty();
      return found;
    } finally {
      if (!failed) {
        failures.giveBack(address);
      }
    }
  }

  private Optional<Sessions.Caller> lookUp(String token) {
    Optional<Sessions.Caller> found = sessions.find(token);
    synchronized (known) {
      if (found.isPresent()) {
        known.add(token);
      } else {
        known.remove(token);
      }
    }
    return found;
  }

  private boolean knows(String token) {
    synchronized (known) {
      return known.contains(token);
    }
  }

  /// Forgets what was not used for longest.
  private static final class Latest extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1;

    private Latest() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_KNOWN;
    }
  }
}
