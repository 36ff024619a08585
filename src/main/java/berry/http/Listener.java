package berry.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinLogger;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/// Javalin and Jetty, set up for a small box: one selector, a handful of platform threads, each
/// request on a virtual thread, no server version, no pages of their own.
final class Listener {

  private static final int HEADER_BYTES = 16 * 1024;

  private final Server.Options options;
  private final Executor requests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final Javalin javalin;
  private final AtomicReference<@Nullable ServerConnector> connector = new AtomicReference<>();

  Listener(Server.Options options, List<Route> routes, Dispatch dispatch) {
    this.options = options;
    this.javalin = Javalin.create(config -> configure(config, routes, dispatch));
  }

  int start() {
    javalin.start();
    return javalin.port();
  }

  /// Stops accepting; what runs goes on.
  void refuse() {
    ServerConnector open = connector.get();
    if (open != null) {
      open.close();
    }
  }

  void stop() {
    javalin.stop();
  }

  private void configure(JavalinConfig config, List<Route> routes, Dispatch dispatch) {
    // Javalin would log a failed start as well, with its stack; our caller says it in one line.
    JavalinLogger.enabled = false;
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.http.prefer405over404 = true;
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.threadPool = threads();
    config.jetty.modifyServer(server -> {
      server.setErrorHandler(Listener::refused);
      // Javalin puts itself behind a handler that is there already.
      server.setHandler(
          new Shortcut(
              routes.stream().filter(one -> one.direct() != null).toList(), dispatch, requests));
    });
    config.jetty.modifyServletContextHandler(context -> {
      context.setErrorHandler(Listener::refused);
    });
    config.jetty.addConnector(this::connector);
    routes.stream()
        .sorted(Comparator.comparing((Route route) -> route.path().endsWith(">")))
        .forEach(route ->
            methods(route)
                .forEach(method ->
                    config.routes.addHttpHandler(
                        HandlerType.findOrCreate(method),
                        route.path(),
                        context -> dispatch.run(route, context))));
    config.routes.exception(HttpResponseException.class, dispatch::refuse);
  }

  /// RFC 9110, 9.3.2: a HEAD is answered with the headers of the GET. Watchers of `/health` ask so.
  private static List<String> methods(Route route) {
    return route.method().equals("GET") ? List.of("GET", "HEAD") : List.of(route.method());
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(8, 2);
    threads.setReservedThreads(0);
    threads.setName("http");
    return threads;
  }

  /// After an answer Jetty wants a thread to look for the connection's next request. That never
  /// waits, as [Shortcut] does not, so whoever gave the answer looks.
  private static Executor besides(Executor pool) {
    return task -> {
      if (task instanceof Connection) {
        task.run();
      } else {
        pool.execute(task);
      }
    };
  }

  private ServerConnector connector(
      org.eclipse.jetty.server.Server server, HttpConfiguration http) {
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    // A thread that accepts: a listening socket in the selector stays open for a while after close.
    var made =
        new ServerConnector(
            server,
            besides(server.getThreadPool()),
            null,
            null,
            1,
            1,
            new HttpConnectionFactory(http));
    made.setHost(options.host());
    made.setPort(options.port());
    made.setIdleTimeout(options.idle().toMillis());
    // Whoever calls right after a restart must not find the old port in TIME_WAIT.
    made.setReuseAddress(true);
    connector.set(made);
    return made;
  }

  /// What Jetty itself refuses before any route: lines it can't read, paths that can't be decoded,
  /// headers too large.
  private static boolean refused(Request request, Response response, Callback callback) {
    int status = response.getStatus() < 400 ? 400 : response.getStatus();
    var answer = new DirectAnswer(request, response, callback);
    answer.begin(Headers.fields(Route.NONE));
    // Jetty hangs up on a request it could not read, and does not say so by itself: the next one
    // that came over the same connection found it closed and got no answer.
    answer.last();
    answer.problem(
        Problem.of(status, HttpStatus.getMessage(status), "the request was not understood"));
    return true;
  }
}
