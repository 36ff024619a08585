package berry.http;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Runs each request: its id, its headers, its handler, what became of it.
final class Dispatch {

  private static final Logger LOG = LoggerFactory.getLogger(Dispatch.class);

  /// More requests at once than this are turned away with 503, so that memory stays bounded.
  private static final int MOST_AT_ONCE = 1_000;

  private static final Pattern GIVEN_ID = Pattern.compile("[A-Za-z0-9._-]{8,64}");

  private final Proxies proxies;
  private final Server.Observer observer;
  private final Trouble.Known troubles;
  private final EventStream.Pace pace;
  private final Semaphore places = new Semaphore(MOST_AT_ONCE);
  private final Streams streams = new Streams();
  private volatile boolean draining;

  Dispatch(
      Proxies proxies, Server.Observer observer, Trouble.Known troubles, EventStream.Pace pace) {
    this.proxies = proxies;
    this.observer = observer;
    this.troubles = troubles;
    this.pace = pace;
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
    try {
      if (places.tryAcquire(MOST_AT_ONCE, patience.toNanos(), TimeUnit.NANOSECONDS)) {
        places.release(MOST_AT_ONCE);
        return 0;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return MOST_AT_ONCE - places.availablePermits();
  }

  void run(Route route, Context context) {
    var exchange = begin(route, context);
    if (!places.tryAcquire()) {
      exchange.problem(full());
      return;
    }
    try {
      long begin = System.nanoTime();
      handle(route, exchange);
      observer.seen(route, context.statusCode(), Duration.ofNanos(System.nanoTime() - begin));
    } finally {
      places.release();
    }
    EventStream stream = exchange.opened();
    if (stream != null) {
      streams.pump(stream, context, exchange::drop);
    }
  }

  /// For a request that no thread of ours handles from begin to end.
  ///
  /// @return false when there are too many; otherwise [#leave] must follow
  boolean enter() {
    return places.tryAcquire();
  }

  /// @param began `System.nanoTime()`
  void leave(Route route, int status, long began) {
    places.release();
    observer.seen(route, status, Duration.ofNanos(System.nanoTime() - began));
  }

  static Problem full() {
    return Problem.unavailable("too many requests at once", Duration.ofSeconds(1));
  }

  static Problem late() {
    return Problem.of(408, "Timeout", "the request did not arrive in time");
  }

  /// A request that no route took, or that Javalin refused.
  void refuse(HttpResponseException refused, Context context) {
    var exchange = begin(Route.NONE, context);
    exchange.problem(
        switch (refused.getStatus()) {
          case 404 -> Problem.notFound("there is nothing at " + context.path());
          case 405 ->
              Problem.of(
                      405,
                      "Method not allowed",
                      context.req().getMethod() + " is not answered here")
                  .header("Allow", String.join(", ", refused.getDetails().values()));
          default -> Problem.of(refused.getStatus(), "Refused", "the request was not understood");
        });
  }

  private Exchange begin(Route route, Context context) {
    String id = requestId(context.header("X-Request-Id"));
    var exchange = new Exchange(context, route, id, proxies, pace);
    Headers.of(route, exchange.secure()).forEach(context::header);
    context.header("X-Request-Id", id);
    if (draining) {
      context.header("Connection", "close");
    }
    return exchange;
  }

  private void handle(Route route, Exchange exchange) {
    try {
      attempt(route, exchange);
    } catch (Problem problem) {
      exchange.problem(problem);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      exchange.problem(Problem.unavailable("shutting down", Duration.ofSeconds(5)));
    } catch (Exception failure) {
      exchange.problem(
          leftOrStuck(failure) ? late() : explain(route, exchange.requestId(), failure));
    }
  }

  /// Once more for a read that only met a broken connection. A write may have been carried out
  /// before it broke, and a stream has begun.
  private void attempt(Route route, Exchange exchange) throws Exception {
    try {
      route.handler().handle(exchange);
    } catch (Exception failure) {
      Trouble trouble = troubles.of(failure);
      boolean repeatable = route.method().equals("GET") && exchange.opened() == null;
      if (trouble == null || !trouble.again() || !repeatable) {
        throw failure;
      }
      route.handler().handle(exchange);
    }
  }

  /// What the caller is told of a failure, which is logged here: a mistake of ours with its stack,
  /// a trouble that passes in one line, for there may be many.
  Problem explain(Route route, String id, Throwable failure) {
    Trouble trouble = troubles.of(failure);
    if (trouble == null) {
      LOG.error("{} {} failed, request {}", route.method(), route.path(), id, failure);
      return Problem.of(500, "Internal error", "the log says more under this request id");
    }
    String found = failure.toString().lines().findFirst().orElse("");
    LOG.warn("{} {} is answered with 503, request {}: {}", route.method(), route.path(), id, found);
    return Problem.unavailable(trouble.detail(), trouble.retryAfter());
  }

  /// The caller is gone or too slow: nothing is wrong with us.
  private static boolean leftOrStuck(Exception failure) {
    return failure instanceof EofException
        || failure instanceof EOFException
        || (failure instanceof IOException && failure.getCause() instanceof TimeoutException);
  }

  static String requestId(@Nullable String given) {
    if (given != null && GIVEN_ID.matcher(given).matches()) {
      return given;
    }
    // Unique, not secret: a secure one would cost a system call a request.
    return HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
  }
}
