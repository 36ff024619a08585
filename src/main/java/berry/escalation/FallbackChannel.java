package berry.escalation;

import java.net.URI;
import java.time.Instant;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// A way to people that does not lead through Telegram.
public interface FallbackChannel {

  /// `webhook` or `mail`.
  String id();

  /// Where it leads, as it may be shown: the host only, for the rest is often a secret.
  String shown();

  /// Tells of an incident. Waits up to ten seconds and never throws.
  Sent send(Call call);

  /// What is told.
  ///
  /// @param key the same for each try of the same call, so that whoever got it twice can tell; such
  ///   as `incident-12-1-0`
  /// @param incident its number; 0 for a test
  /// @param severity 1 worst to 3
  /// @param state as of the incident, or `test`
  /// @param title one line
  /// @param text what there is to know; plain
  /// @param open where the incident is shown; null: nowhere
  record Call(
      String key,
      long incident,
      int severity,
      String state,
      String title,
      String text,
      @Nullable URI open,
      Instant at) {

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,100}");
    private static final Pattern STATE = Pattern.compile("[a-z]{1,20}");

    public Call {
      if (!KEY.matcher(key).matches() || !STATE.matcher(state).matches()) {
        throw new IllegalArgumentException("no key or no state of a call: " + key + ", " + state);
      }
      if (severity < 1 || severity > 3) {
        throw new IllegalArgumentException("severity must be 1, 2 or 3, not " + severity);
      }
    }
  }

  /// What became of a call.
  sealed interface Sent {

    /// The other side has taken it. Whether a person saw it, nobody knows.
    record Ok() implements Sent {}

    /// @param why one sentence without any secret
    /// @param again whether another try may help; it may also be that the call has arrived
    record Failed(String why, boolean again) implements Sent {}
  }
}
