package berry.dashboard;

import berry.http.RateLimit;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Slows down who tries tokens, links or launch data one after the other, and spares the database
/// from them.
///
/// Only what was made up counts against an address, and only what was made up is refused for the
/// address's sake: behind a proxy nobody has named, a guesser and everybody else share one. A word
/// that Berry has sealed is asked about whatever its address has done, until it has failed once;
/// anything else costs no question at all. An address may fail sixty times at once, then once a
/// second; what is over that gets 429.
final class Guesses {

  private static final int MOST_SPENT = 20_000;

  private final RateLimit failures;
  private final Set<String> spent = Collections.newSetFromMap(new Latest());

  Guesses() {
    this(new RateLimit(60, Duration.ofSeconds(1)));
  }

  /// @param failures how many an address may have
  Guesses(RateLimit failures) {
    this.failures = failures;
  }

  /// Looks up a word that can be good; ends the request with 429 when it was made up and its
  /// address has done so too often.
  ///
  /// @param genuine whether Berry made the word, as its seal tells
  /// @param ask the question to the database. What it answers nothing to must never be good again;
  ///   an exception says nothing of the word
  /// @return empty when the word opens nothing
  <T> Optional<T> find(String word, boolean genuine, String address, Supplier<Optional<T>> ask) {
    if (!genuine) {
      refused(address);
      return Optional.empty();
    }
    if (isSpent(word)) {
      return Optional.empty();
    }
    Optional<T> found = ask.get();
    if (found.isEmpty()) {
      spend(word);
    }
    return found;
  }

  /// Something made up came from this address; ends the request with 429 when too much did.
  void refused(String address) {
    failures.check(address);
  }

  private void spend(String word) {
    synchronized (spent) {
      spent.add(word);
    }
  }

  private boolean isSpent(String word) {
    synchronized (spent) {
      return spent.contains(word);
    }
  }

  /// Forgets what was not tried for longest.
  private static final class Latest extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1;

    private Latest() {
      super(64, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > MOST_SPENT;
    }
  }
}
