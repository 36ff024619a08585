package berry.http;

import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The HTTP server: takes route tables, listens, and ends gracefully.
public final class Server implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Server.class);

  private final Options options;
  private final List<Route> routes = new ArrayList<>();
  private final Pipeline.Setup setup;
  private final AtomicReference<@Nullable Listener> listener = new AtomicReference<>();
  private volatile boolean ended;

  /// @param host address to listen on; null for every address, IPv4 and IPv6
  /// @param port 0 lets the system choose one
  /// @param trustedProxies addresses and networks whose `X-Forwarded-For` counts
  /// @param idle how long a connection may stay silent, a reader or writer be stuck, and a request
  ///   take to arrive
  /// @param untrusted hears of requests with forwarded addresses from a proxy not among them
  public record Options(
      @Nullable String host,
      int port,
      List<String> trustedProxies,
      UntrustedProxy untrusted,
      Duration idle) {

    public Options(@Nullable String host, int port, List<String> trustedProxies) {
      this(host, port, trustedProxies, (_, _) -> {});
    }

    public Options(
        @Nullable String host, int port, List<String> trustedProxies, UntrustedProxy untrusted) {
      this(host, port, trustedProxies, untrusted, Duration.ofSeconds(30));
    }

    /// The same with another patience.
    Options idle(Duration other) {
      return new Options(host, port, trustedProxies, untrusted, other);
    }

    public static Options on(@Nullable String host, int port) {
      return new Options(host, port, List.of());
    }
  }

  /// Hears of each request forwarded by somebody whose word is not taken: all its callers share one
  /// limit then. Called by the thread that reads all connections, so it must not wait.
  @FunctionalInterface
  public interface UntrustedProxy {

    /// @param peer address of the proxy, or of who pretends to be one
    /// @param header by which it speaks, as `X-Forwarded-For`
    void seen(String peer, String header);
  }

  /// Sees each finished request, for the metrics. Streams count when they begin.
  @FunctionalInterface
  public interface Observer {
    void seen(Route route, int status, Duration took);
  }

  public Server(Options options) {
    this(options, (_, _, _) -> {}, TransientFailure.Known.NONE);
  }

  /// @param troubles failures to be answered with 503 instead of 500
  public Server(Options options, Observer observer, TransientFailure.Known troubles) {
    this(options, observer, troubles, EventStream.Pace.USUAL);
  }

  Server(
      Options options, Observer observer, TransientFailure.Known troubles, EventStream.Pace pace) {
    this.options = options;
    this.setup =
        new Pipeline.Setup(
            new Proxies(options.trustedProxies(), options.untrusted()),
            observer,
            troubles,
            pace,
            options.idle());
  }

  /// Adds a route table; only before the start. A path that ends in `<rest>` is tried last.
  public Server add(List<Route> table) {
    if (listener.get() != null) {
      throw new IllegalStateException("routes are added before the start");
    }
    routes.addAll(table);
    return this;
  }

  /// Starts to listen.
  ///
  /// @return the real port
  /// @throws PortInUse when another process has the port
  public int start() {
    var fresh = new Listener(options, routes, setup);
    try {
      int port = fresh.start();
      listener.set(fresh);
      return port;
    } catch (RuntimeException failure) {
      for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
        if (cause instanceof BindException && inUse(cause)) {
          throw new PortInUse(options.port(), cause);
        }
      }
      throw failure;
    }
  }

  /// Whether the server is about to end: it should be taken out of a balancer's rotation.
  public boolean draining() {
    Listener running = listener.get();
    return running == null ? ended : running.pipeline().draining();
  }

  /// From now on `draining()` is true, nobody new is accepted, and event streams are closed;
  /// returns when the running requests are done, or after `patience`.
  public void drain(Duration patience) {
    Listener running = listener.get();
    if (running == null) {
      return;
    }
    running.pipeline().refuse();
    running.refuse();
    int left = running.pipeline().drain(patience);
    if (left > 0) {
      LOG.warn(
          "{} requests were still running after {} s and are cut off", left, patience.toSeconds());
    }
  }

  @Override
  public void close() {
    Listener running = listener.getAndSet(null);
    if (running != null) {
      ended = true;
      running.stop();
    }
  }

  private static boolean inUse(Throwable cause) {
    return String.valueOf(cause.getMessage()).contains("in use");
  }
}
