package berry.sandbox;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Where a bot wants its updates, and how that went.
///
/// @param lastErrorDate epoch seconds; 0: none yet
record Webhook(
    URI url,
    @Nullable String secret,
    int maxConnections,
    long lastErrorDate,
    @Nullable String lastErrorMessage) {

  Webhook failed(long at, String why) {
    return new Webhook(url, secret, maxConnections, at, why);
  }
}
