package berry.alerts;

import berry.database.Database;
import berry.monitoring.Metric;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

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

  /// The same, told by changing the message of the one before.
  public Notification quietly(Notification begun) {
    Notification.Announce one = (Notification.Announce) begun;
    return new Notification.Change(one.rule(), one.episode(), one.face());
  }

  /// The same when it is over.
  public Notification ended(Notification begun, Instant at) {
    Episode episode = ((Notification.Announce) begun).episode();
    return new Notification.Change(begun.rule(), stored(episode.ended(at)), face(State.OK, at));
  }

  /// The database was away, and its owner was told past the outbox.
  ///
  /// @param person who was told
  /// @param messageId of that message; null: nobody knows whether it arrived
  /// @param endedAt null while it goes on
  public Notification outage(
      Instant beganAt, long person, @Nullable Long messageId, @Nullable Instant endedAt) {
    Rule rule = cause();
    Episode told =
        Episode.begin(rule, beganAt, 1.0, null)
            .told(Episode.DIRECTLY, person, null, messageId, false);
    Episode episode = stored(endedAt == null ? told : told.ended(endedAt));
    return new Notification.Change(rule, episode, face(State.OK, beganAt));
  }

  /// As it is told while it lasts, from memory.
  public static Report away(Instant beganAt) {
    Rule rule = cause();
    return new Report(rule, Episode.begin(rule, beganAt, 1.0, null), face(State.FIRING, beganAt));
  }

  private static Rule cause() {
    return DefaultRules.ALL.stream()
        .filter(one -> one.key().equals(DefaultRules.CAUSE))
        .findFirst()
        .orElseThrow();
  }

  private Episode stored(Episode episode) {
    return episode.stored(
        database.jdbi().withExtension(AlertStore.class, store -> store.put(episode)));
  }

  private static MessageState face(State state, Instant at) {
    return new MessageState(state, 0.9, false, null, null, at);
  }
}
