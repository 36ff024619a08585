package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;

import berry.access.Sessions;
import berry.database.Changes;
import berry.database.Changes.Change;
import berry.database.Topic;
import berry.http.EventStream;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.monitoring.Latencies;
import berry.monitoring.Metric;
import berry.monitoring.Sensor;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The live stream: tells each viewer that something they may see has changed, never what.
///
/// Resumes from any replica, because ids come from the database. A stream ends when its session
/// does: every change of the person's sessions or role is looked up anew.
public final class Live implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Live.class);

  private static final int MOST_EACH = 10;
  private static final int MOST = 5_000;
  private static final int MOST_PAST = 2_000;
  private static final Duration JUST_NOW = Duration.ofSeconds(10);

  private final RoleRoutes roles;
  private final Sessions sessions;
  private final Changes changes;
  private final Clock clock;
  private final String version;
  private final Changes.Subscription subscription;
  private final Map<Long, Deque<Viewer>> viewers = new HashMap<>();
  private final Latencies delays = new Latencies();
  private int count;

  public Live(RoleRoutes roles, Sessions sessions, Changes changes, Clock clock, String version) {
    this.roles = roles;
    this.sessions = sessions;
    this.changes = changes;
    this.clock = clock;
    this.version = version;
    this.subscription = changes.subscribe(this::hear);
  }

  /// How many streams are open.
  public synchronized int viewers() {
    return count;
  }

  /// For the thread that watches: who looks on, and how long news took to them.
  public Sensor sensor() {
    return into -> {
      into.put(Metric.LIVE_VIEWERS, viewers());
      delays.take().percentile(0.95).ifPresent(seconds -> into.put(Metric.LIVE_DELAY, seconds));
    };
  }

  public List<Route> routes() {
    return List.of(
        roles
            .user(get("/api/live", this::open))
            .summary("Events that say which answers have changed (text/event-stream)")
            .header("Last-Event-ID", "the id of the last event heard")
            .gives(200));
  }

  private void open(Exchange exchange, Sessions.Caller caller) {
    Long lastId = lastId(exchange);
    long newest = changes.newest();
    if (viewers() >= MOST) {
      throw Problem.unavailable("too many streams are open", Duration.ofSeconds(30));
    }
    EventStream stream = exchange.stream();
    var viewer = new Viewer(caller.personId(), caller.role(), Callers.token(exchange), stream);
    add(viewer);
    stream.onClose(() -> remove(viewer));
    Long from = lastId == null ? (Long) newest : null;
    viewer.say(from, new Viewer.Event("hello", clock.instant(), null, version));
    try {
      catchUp(viewer, lastId == null ? justNow(newest) : since(lastId));
    } catch (RuntimeException failure) {
      stream.close();
      throw failure;
    }
    // The session may have ended after it was looked up and before the viewer could be found.
    check(viewer);
  }

  /// @param past null: more than can be told, so begin anew
  private void catchUp(Viewer viewer, @Nullable List<Change> past) {
    if (past == null) {
      viewer.say(changes.newest(), new Viewer.Event("reset", clock.instant(), null, null));
    }
    viewer.caughtUp(past == null ? List.of() : past);
  }

  private @Nullable List<Change> since(long lastId) {
    List<Change> past = changes.reaches(lastId) ? changes.since(lastId, MOST_PAST) : null;
    return past == null || past.size() >= MOST_PAST ? null : past;
  }

  /// For a new viewer the last seconds, because the app may have read its data just before them.
  private @Nullable List<Change> justNow(long newest) {
    List<Change> past = since(Math.max(0, newest - 1));
    Instant then = clock.instant().minus(JUST_NOW);
    return past == null ? null : past.stream().filter(one -> one.at().isAfter(then)).toList();
  }

  /// An id that is no number of ours is too old like any other that is not known.
  private static @Nullable Long lastId(Exchange exchange) {
    String given = exchange.header("Last-Event-ID");
    if (given == null || given.isEmpty()) {
      return null;
    }
    return given.matches("[0-9]{1,18}") ? Long.valueOf(given) : Long.valueOf(Long.MAX_VALUE);
  }

  /// On the reader's thread: must not wait.
  private void hear(List<Change> news) {
    List<Viewer> all = new ArrayList<>();
    synchronized (this) {
      viewers.values().forEach(all::addAll);
    }
    all.forEach(viewer -> viewer.hear(news));
    if (!all.isEmpty()) {
      time(news);
    }
    for (Change change : news) {
      Long person = change.personId();
      if (change.topic() == Topic.PERSON && person != null) {
        of(person).forEach(viewer -> Thread.startVirtualThread(() -> check(viewer)));
      }
    }
  }

  private void time(List<Change> news) {
    Instant now = clock.instant();
    for (Change change : news) {
      Instant received = change.receivedAt();
      if (received != null && !received.isAfter(now)) {
        delays.add(Duration.between(received, now));
      }
    }
  }

  /// Whether the session still is, and what its person may see now; in doubt the stream ends.
  private void check(Viewer viewer) {
    try {
      Optional<Sessions.Caller> caller = sessions.find(viewer.token());
      if (caller.isPresent()) {
        viewer.become(caller.get().role());
        return;
      }
    } catch (RuntimeException failure) {
      LOG.warn(
          "A live stream ends because its session could not be looked up: {}", failure.toString());
    }
    viewer.stream().close();
  }

  private synchronized List<Viewer> of(long person) {
    return List.copyOf(viewers.getOrDefault(person, new ArrayDeque<>()));
  }

  /// One person's oldest stream makes room for a new one: it is likely a phone that went away.
  private void add(Viewer viewer) {
    Viewer oldest = null;
    synchronized (this) {
      Deque<Viewer> own = viewers.computeIfAbsent(viewer.person(), _ -> new ArrayDeque<>());
      own.add(viewer);
      count++;
      if (own.size() > MOST_EACH) {
        oldest = own.peek();
      }
    }
    if (oldest != null) {
      oldest.stream().close();
    }
  }

  private synchronized void remove(Viewer viewer) {
    Deque<Viewer> own = viewers.get(viewer.person());
    if (own != null && own.remove(viewer)) {
      count--;
      if (own.isEmpty()) {
        viewers.remove(viewer.person());
      }
    }
  }

  @Override
  public void close() {
    subscription.close();
    List<Viewer> all = new ArrayList<>();
    synchronized (this) {
      viewers.values().forEach(all::addAll);
    }
    all.forEach(viewer -> viewer.stream().close());
  }
}
