package berry.telegram;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// How the webhook is, as `getWebhookInfo` tells.
///
/// @param url empty when none is set
/// @param lastErrorDate seconds since 1970 of the last delivery that failed; 0 when none is known
public record WebhookInfo(
    @Nullable String url,
    int pendingUpdateCount,
    long lastErrorDate,
    @Nullable String lastErrorMessage,
    int maxConnections,
    @Nullable List<String> allowedUpdates) {

  /// Whether any webhook is set.
  public boolean set() {
    return url != null && !url.isEmpty();
  }
}
