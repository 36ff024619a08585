package berry.sandbox;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a bot wants its updates, and how that went.
///
/// @param lastErrorDate epoch seconds; 0: none yet
/// @param goneSince epoch seconds of the first of the 410s in a row; 0: the last answer was none
record Webhook(
    URI url,
    @Nullable String secret,
    int maxConnections,
    long lastErrorDate,
    @Nullable String lastErrorMessage,
    long goneSince) {

  /// @param gone whether the webhook said so by 410
  Webhook failed(long at, String why, boolean gone) {
    long since = !gone ? 0 : goneSince == 0 ? at : goneSince;
    return new Webhook(url, secret, maxConnections, at, why, since);
  }

  Webhook alive() {
    return new Webhook(url, secret, maxConnections, lastErrorDate, lastErrorMessage, 0);
  }
}
