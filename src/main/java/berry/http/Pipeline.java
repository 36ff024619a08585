package berry.http;

import java.time.Duration;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/// The way of every request: its route, its admission, its body, a place to be worked on in, its
/// answer. Each protection stands here once; [Call] is one request on that way.
///
/// Nothing here waits, so Jetty calls it from the thread that reads all connections.
final class Pipeline extends Handler.Abstract.NonBlocking {

  private static final Pattern GIVEN_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");
  private static final List<HttpField> HEADERS = Headers.of(Route.NONE);

  private final Setup setup;
  private final PathTable paths;
  private final Executor threads;
  private final Deadlines deadlines;
  private final IdentityHashMap<Route, List<HttpField>> headers = new IdentityHashMap<>();
  private final Map<Lane, Capacity> capacities = new EnumMap<>(Lane.class);
  private final InFlight inFlight = new InFlight();
  private final Streams streams = new Streams();
  private volatile boolean draining;

  /// @param patience how long a request may take to arrive, and an answer to be taken
  record Setup(
      Proxies proxies,
      Server.Observer observer,
      TransientFailure.Known troubles,
      EventStream.Pace pace,
      Duration patience) {}

  /// @param threads one for each task
  Pipeline(Setup setup, List<Route> routes, Executor threads, Deadlines deadlines) {
    this.setup = setup;
    this.paths = new PathTable(routes);
    this.threads = threads;
    this.deadlines = deadlines;
    routes.forEach(route -> headers.put(route, Headers.of(route)));
    for (Lane lane : Lane.values()) {
      capacities.put(lane, Capacity.of(lane, Runtime.getRuntime().maxMemory()));
    }
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Answer answer = new Answer(request, response, callback);
    String path = request.getHttpURI().getPath();
    switch (paths.find(request.getMethod(), path == null ? "" : path)) {
      case PathTable.Match.Found found ->
          new Call(this, found.route(), request, begin(request, found, answer)).start();
      case PathTable.Match.WrongMethod wrong ->
          refuse(
              request,
              answer,
              Problem.of(405, "Method not allowed", request.getMethod() + " is not answered here")
                  .header("Allow", String.join(", ", wrong.allowed())));
      case PathTable.Match.Nothing _ ->
          refuse(request, answer, Problem.notFound("there is nothing at " + path));
    }
    return true;
  }

  /// What Jetty itself refuses before it comes here: lines it can't read, headers too large.
  boolean unreadable(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 400 : response.getStatus();
    Answer answer = new Answer(request, response, callback);
    String id = requestId(request);
    answer.begin(HEADERS, id, false);
    // Jetty hangs up on a request it could not read, and does not say so by itself: the next one
    // that came over the same connection found it closed and got no answer.
    answer.last();
    answer.problem(
        Problem.of(status, HttpStatus.getMessage(status), "the request was not understood"),
        ErrorFormat.PROBLEM,
        id);
    answer.send(answer::end);
    return true;
  }

  boolean draining() {
    return draining;
  }

  void refuse() {
    draining = true;
  }

  /// Waits for what is running, having closed the streams.
  ///
  /// @return how many requests are still running
  int drain(Duration patience) {
    streams.end();
    return inFlight.await(patience);
  }

  // ---------------------------------------------------------------- what each call needs

  Setup setup() {
    return setup;
  }

  Executor threads() {
    return threads;
  }

  Deadlines deadlines() {
    return deadlines;
  }

  Capacity capacity(Lane lane) {
    return Objects.requireNonNull(capacities.get(lane));
  }

  InFlight inFlight() {
    return inFlight;
  }

  Streams streams() {
    return streams;
  }

  static Problem full() {
    return Problem.unavailable("too many requests at once", Duration.ofSeconds(1));
  }

  private Exchange begin(Request request, PathTable.Match.Found found, Answer answer) {
    String id = requestId(request);
    Exchange exchange =
        new Exchange(request, found.parameters(), id, setup.proxies(), setup.pace(), answer);
    List<HttpField> fields = headers.getOrDefault(found.route(), HEADERS);
    answer.begin(fields, id, exchange.peer().secure());
    exchange.peer().note();
    if (draining) {
      answer.last();
    }
    return exchange;
  }

  private void refuse(Request request, Answer answer, Problem problem) {
    String id = requestId(request);
    answer.begin(HEADERS, id, new Peer(request, setup.proxies()).secure());
    answer.problem(problem, ErrorFormat.PROBLEM, id);
    new Ending(request, answer, deadlines, setup.patience()).refuse(() -> {});
  }

  private static String requestId(Request request) {
    String given = request.getHeaders().get("X-Request-Id");
    if (given != null && GIVEN_ID.matcher(given).matches()) {
      return given;
    }
    // Unique, not secret: a secure one would cost a system call a request.
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
