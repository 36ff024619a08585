package berry.alerts;

import berry.database.Database;
import berry.monitoring.Metric;
import java.time.Duration;
import java.time.Instant;

/// Stored episodes of alerts, for those who act on them.
public final class TestEpisodes {

  private final Database database;

  public TestEpisodes(Database database) {
    this.database = database;
  }

  /// One that has just begun and is to be told.
  public Notification announce(String key, int severity, Instant at) {
    Rule rule =
        new Rule(
            key, Metric.CPU_USED, true, 0.8, 0.75, Duration.ZERO, severity, false, null, "test");
    Episode episode = stored(Episode.begin(rule, at, 0.9, null).announced(Episode.QUEUED));
    return new Notification.Announce(rule, episode, face(State.FIRING, at));
  }

  /// The same when it is over.
  public Notification ended(Notification begun, Instant at) {
    Episode episode = ((Notification.Announce) begun).episode();
    return new Notification.Change(begun.rule(), stored(episode.ended(at)), face(State.OK, at));
  }

  private Episode stored(Episode episode) {
    return episode.stored(
        database.jdbi().withExtension(AlertStore.class, store -> store.put(episode)));
  }

  private static MessageState face(State state, Instant at) {
    return new MessageState(state, 0.9, false, null, null, at);
  }
}
