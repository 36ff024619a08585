package berry.dashboard;

import berry.access.Role;
import berry.database.Changes.Change;
import berry.http.EventStream;
import berry.http.Json;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// One open stream. Until it has caught up with the past, news wait: an id sent too early would let
/// the client resume behind what it has not heard yet.
final class Viewer {

  /// More than this while catching up, and the client begins anew.
  private static final int MOST_WAITING = 2_000;

  private final long person;
  private final String token;
  private final EventStream stream;
  private @Nullable List<Change> waiting = new ArrayList<>();
  private Role role;

  Viewer(long person, Role role, String token, EventStream stream) {
    this.person = person;
    this.role = role;
    this.token = token;
    this.stream = stream;
  }

  /// The `data` of an event.
  ///
  /// @param receivedAt when the update behind it came
  /// @param version of the server, with `hello`
  record Event(String topic, Instant at, @Nullable Instant receivedAt, @Nullable String version) {}

  long person() {
    return person;
  }

  String token() {
    return token;
  }

  EventStream stream() {
    return stream;
  }

  synchronized void become(Role now) {
    role = now;
  }

  void say(@Nullable Long id, Event event) {
    stream.send(
        id == null ? null : Long.toString(id),
        event.topic(),
        Json.mapper().writeValueAsString(event));
  }

  /// News, from the reader's thread: never waits.
  synchronized void hear(List<Change> news) {
    if (waiting == null) {
      tell(news);
    } else if (waiting.size() + news.size() > MOST_WAITING) {
      stream.close();
    } else {
      waiting.addAll(news);
    }
  }

  /// The past has been read: it goes first, then what came meanwhile.
  synchronized void caughtUp(List<Change> past) {
    tell(past);
    if (waiting != null) {
      tell(waiting);
      waiting = null;
    }
  }

  /// Once for each topic, however many changes touch it, under the id of the last of them.
  private void tell(List<Change> changes) {
    SequencedMap<String, Change> latest = new LinkedHashMap<>();
    for (Change change : changes) {
      for (String topic : Topics.of(change, person, role)) {
        latest.putLast(topic, change);
      }
    }
    latest.forEach((topic, change) ->
        say(change.id(), new Event(topic, change.at(), change.receivedAt(), null)));
  }
}
