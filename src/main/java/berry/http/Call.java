package berry.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;

/// One request on its way through the [Pipeline]: admission, body, place, handler, answer. Its
/// steps may run in different threads, one after the other.
final class Call implements BodyReader.Result {

  private static final Logger LOG = LoggerFactory.getLogger(Call.class);

  /// To understand a longer body would keep the other connections waiting.
  private static final int SHORT = 64 * 1024;

  private final Pipeline pipeline;
  private final Route route;
  private final Request request;
  private final Exchange exchange;
  private final Capacity capacity;
  private final BodyReader reader;
  private final AtomicBoolean over = new AtomicBoolean();
  private final long began = System.nanoTime();
  private @Nullable AddressLimit counted;
  private boolean placed;
  private volatile @Nullable UploadReader upload;

  Call(Pipeline pipeline, Route route, Request request, Exchange exchange) {
    this.pipeline = pipeline;
    this.route = route;
    this.request = request;
    this.exchange = exchange;
    this.capacity = pipeline.capacity(route.terms().lane());
    this.reader =
        new BodyReader(
            request,
            route.terms().bodyLimit(),
            capacity.bytes(),
            new ReceiveTime(began, pipeline.setup().patience()),
            pipeline.deadlines(),
            this);
  }

  void start() {
    pipeline.inFlight().enter();
    long length = request.getLength();
    if (route.async() != null
        && length >= 0
        && length <= SHORT
        && route.terms().admission().knows(exchange)) {
      reader.start();
      return;
    }
    if (guarded() && !count(capacity.addresses())) {
      refused(tooMany());
      return;
    }
    pipeline.threads().execute(this::admit);
  }

  private void admit() {
    try (var _ = marked()) {
      route.terms().admission().admit(exchange);
    } catch (RuntimeException failure) {
      refused(problem(failure));
      return;
    }
    uncount();
    Uploads uploads = route.terms().uploads();
    if (uploads == null) {
      reader.start();
    } else {
      receive(uploads);
    }
  }

  private void receive(Uploads uploads) {
    UploadReader receiving;
    try {
      receiving =
          new UploadReader(
              request,
              exchange.sender(),
              uploads,
              new ReceiveTime(began, pipeline.setup().patience()),
              pipeline.deadlines(),
              pipeline.threads(),
              new UploadReader.Result(this::received, this::refused, this::late));
    } catch (RuntimeException failure) {
      refused(problem(failure)); // whatever it is: who is not answered waits for ever
      return;
    }
    upload = receiving;
    receiving.read();
  }

  private void received(Upload whole) {
    exchange.received(whole);
    whole(new byte[0]);
  }

  /// Those who let their bodies be waited for are counted apart: they must not keep others out who
  /// come from the same address, as behind a proxy that nobody has named.
  @Override
  public @Nullable Problem waiting() {
    return guarded() || count(capacity.arriving()) ? null : tooMany();
  }

  @Override
  public void whole(byte[] body) {
    exchange.received(body);
    uncount();
    if (!guarded() && !count(capacity.addresses())) {
      finish(tooMany());
      return;
    }
    if (!capacity.places().tryAcquire()) {
      finish(Pipeline.full());
      return;
    }
    placed = true;
    AsyncHandler async = route.async();
    if (async != null && (body.length <= SHORT || Thread.currentThread().isVirtual())) {
      take(async, body);
    } else if (Thread.currentThread().isVirtual()) {
      work();
    } else {
      pipeline.threads().execute(this::work);
    }
  }

  @Override
  public void refused(Problem problem) {
    release();
    exchange.answer().problem(problem, route.errors(), exchange.requestId());
    observe();
    uncount();
    ending().refuse(this::leave);
  }

  @Override
  public void late() {
    uncount();
    exchange.answer().last();
    finish(Problem.of(408, "Timeout", "the request did not arrive in time"));
  }

  private void take(AsyncHandler handler, byte[] body) {
    try (var _ = marked()) {
      handler
          .take(body)
          .whenComplete((status, failure) -> {
            if (failure == null) {
              exchange.answer().status(status);
              finish();
            } else {
              finish(problem(cause(failure)));
            }
          });
    } catch (RuntimeException failure) {
      finish(problem(failure));
    }
  }

  private void work() {
    AsyncHandler async = route.async();
    if (async != null) {
      take(async, exchange.body());
      return;
    }
    try (var _ = marked()) {
      attempt();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      finish(Problem.unavailable("shutting down", Duration.ofSeconds(5)));
      return;
    } catch (Exception failure) {
      finish(problem(failure));
      return;
    }
    EventStream stream = exchange.opened();
    InputStream passed = exchange.passed();
    if (stream != null) {
      stream(stream);
    } else if (passed != null) {
      pass(passed);
    } else {
      finish();
    }
  }

  /// Once more for a read that only met a broken connection. A write may have been carried out
  /// before it broke, and a stream has begun.
  private void attempt() throws Exception {
    try {
      route.handler().handle(exchange);
    } catch (Exception failure) {
      TransientFailure trouble = pipeline.setup().troubles().of(failure);
      boolean repeatable = route.method().equals("GET") && exchange.opened() == null;
      if (trouble == null || !trouble.again() || !repeatable) {
        throw failure;
      }
      route.handler().handle(exchange);
    }
  }

  /// A stream lives on without a place: it would keep others out for a quarter of an hour.
  private void stream(EventStream stream) {
    observe();
    leave();
    if (!pipeline.streams().pump(stream, exchange.answer().pieces(), exchange::drop)) {
      exchange.drop();
    }
    exchange.answer().end();
  }

  private void pass(InputStream content) {
    observe();
    vacate();
    PassedAnswer passing = new PassedAnswer(exchange.answer(), pipeline.setup().patience());
    pipeline.deadlines().watch(passing);
    try (content) {
      passing.write(content);
    } catch (IOException | RuntimeException broken) {
      LOG.debug("an answer was broken off: {}", broken.toString());
      exchange.drop();
    } finally {
      pipeline.deadlines().forget(passing);
      leave();
      exchange.answer().end();
    }
  }

  private void finish(Problem problem) {
    exchange.answer().problem(problem, route.errors(), exchange.requestId());
    finish();
  }

  /// The work is done: whoever is slow to read what came of it keeps nobody from working.
  private void finish() {
    observe();
    release();
    vacate();
    ending().send(this::leave);
  }

  private Ending ending() {
    return new Ending(
        request, exchange.answer(), pipeline.deadlines(), pipeline.setup().patience());
  }

  private void observe() {
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    pipeline.setup().observer().seen(route, exchange.answer().status(), took);
  }

  private void leave() {
    if (!over.compareAndSet(false, true)) {
      return;
    }
    reader.release();
    release();
    vacate();
    uncount();
    pipeline.inFlight().leave();
  }

  private void release() {
    UploadReader received = upload;
    if (received != null) {
      received.release();
    }
  }

  private void vacate() {
    if (placed) {
      placed = false;
      capacity.places().release();
    }
  }

  private boolean guarded() {
    return route.terms().lane().guarded();
  }

  private boolean count(AddressLimit limit) {
    if (!limit.enter(exchange.subscriber())) {
      return false;
    }
    counted = limit;
    return true;
  }

  private void uncount() {
    if (counted != null) {
      counted.leave(exchange.subscriber());
      counted = null;
    }
  }

  private static Problem tooMany() {
    return Problem.tooMany(Duration.ofSeconds(1));
  }

  /// What the caller is told of a failure, which is logged here: a mistake of ours with its stack,
  /// a trouble that passes in one line, for there may be many.
  private Problem problem(Throwable failure) {
    if (failure instanceof Problem problem) {
      return problem;
    }
    if (leftOrStuck(failure)) {
      return Problem.of(408, "Timeout", "the request did not arrive in time");
    }
    try (var _ = marked()) {
      return logged(failure);
    }
  }

  private Problem logged(Throwable failure) {
    String id = exchange.requestId();
    TransientFailure trouble = pipeline.setup().troubles().of(failure);
    if (trouble == null) {
      LOG.error("{} {} failed, request {}", route.method(), route.path(), id, failure);
      return Problem.of(500, "Internal error", "the log says more under this request id");
    }
    String found = failure.toString().lines().findFirst().orElse("");
    LOG.warn("{} {} is answered with 503, request {}: {}", route.method(), route.path(), id, found);
    return Problem.unavailable(trouble.detail(), trouble.retryAfter());
  }

  /// While it is open, lines that this thread writes into the log bear the request's id.
  private MDC.MDCCloseable marked() {
    return MDC.putCloseable("request", exchange.requestId());
  }

  /// The caller is gone or too slow: nothing is wrong with us.
  private static boolean leftOrStuck(Throwable failure) {
    return failure instanceof EofException
        || failure instanceof EOFException
        || (failure instanceof IOException && failure.getCause() instanceof TimeoutException);
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
