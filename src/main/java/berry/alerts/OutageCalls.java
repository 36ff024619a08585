package berry.alerts;

import java.time.Instant;

/// Calls further people while the database is away, and nothing can be stored or queued.
@FunctionalInterface
public interface OutageCalls {

  /// At each reading, for as long as it lasts; never waits.
  ///
  /// @param report of `database-down`
  void goOn(Report report, Instant now);
}
