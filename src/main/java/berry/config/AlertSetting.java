package berry.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What a file says of one alert rule. Whether its metric exists, and its figures fit it, is judged
/// by who knows the metrics.
///
/// @param file where it stands: `berry.yaml` or `railway.toml`
/// @param key of the rule it changes, or of a new one
/// @param metric null: as the rule has it
/// @param above whether more than the limit is bad, or less; null: as the rule has it
/// @param limit null: as the rule has it
/// @param clear from where on all is well again; null: in the usual distance from the limit
/// @param lasts how long the limit must be crossed; null: as the rule has it
/// @param severity 1 (worst) to 3; null: as the rule has it
/// @param off null: as the rule has it
public record AlertSetting(
    String file,
    String key,
    @Nullable String metric,
    @Nullable Boolean above,
    @Nullable Amount limit,
    @Nullable Amount clear,
    @Nullable Duration lasts,
    @Nullable Integer severity,
    @Nullable Boolean off) {

  /// One that changes a limit and its time.
  static AlertSetting limit(String file, String key, Amount limit, @Nullable Duration lasts) {
    return new AlertSetting(file, key, null, true, limit, null, lasts, null, null);
  }
}
