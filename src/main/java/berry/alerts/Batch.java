package berry.alerts;

import java.util.List;
import java.util.Map;

/// What is to be written at once: all of it or nothing.
///
/// @param cases by key, as they are now
/// @param episodes that began, changed or ended
/// @param notifications in order
/// @param news whether a screen would show something else
record Batch(
    Map<String, RuleRecord> cases,
    List<Episode> episodes,
    List<Notification> notifications,
    boolean news) {

  boolean isEmpty() {
    return cases.isEmpty() && episodes.isEmpty() && notifications.isEmpty();
  }
}
