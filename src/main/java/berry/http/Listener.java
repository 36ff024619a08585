package berry.http;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/// Jetty, set up for a small box: one selector, a handful of platform threads, pages on virtual
/// threads, no server version, no pages of its own.
final class Listener {

  private static final int HEADER_BYTES = 16 * 1024;

  /// Without a carriage return before it a line feed ends no line: servers in front that see it
  /// otherwise would be talked into seeing two requests where we see one.
  private static final HttpCompliance STRICT =
      HttpCompliance.RFC9110.without("berry", HttpCompliance.Violation.LF_HEADER_TERMINATION);

  private final Executor requests =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("request-", 0).factory());
  private final Deadlines deadlines;
  private final Pipeline pipeline;
  private final org.eclipse.jetty.server.Server jetty;
  private final ServerConnector connector;
  private final Thread watching;

  Listener(Server.Options options, List<Route> routes, Pipeline.Setup setup) {
    Duration look = Duration.ofMillis(Math.clamp(setup.patience().toMillis() / 30, 10, 1_000));
    this.deadlines = new Deadlines(look);
    this.pipeline = new Pipeline(setup, routes, requests, deadlines);
    this.jetty = new org.eclipse.jetty.server.Server(threads());
    this.connector = connector(options, setup);
    this.watching = Thread.ofVirtual().name("http-deadlines").unstarted(deadlines);
    jetty.setHandler(pipeline);
    jetty.setErrorHandler(pipeline::unreadable);
    jetty.addConnector(connector);
  }

  int start() {
    try {
      jetty.start();
    } catch (Exception failure) {
      stop();
      throw new IllegalStateException("the HTTP server did not start", failure);
    }
    watching.start();
    return connector.getLocalPort();
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /// Stops accepting; what runs goes on.
  void refuse() {
    connector.close();
  }

  void stop() {
    watching.interrupt();
    try {
      jetty.stop();
    } catch (Exception failure) {
      throw new IllegalStateException("the HTTP server did not stop", failure);
    }
  }

  private static QueuedThreadPool threads() {
    var threads = new QueuedThreadPool(8, 2);
    threads.setReservedThreads(0);
    threads.setName("http");
    return threads;
  }

  /// After an answer Jetty wants a thread to look for the connection's next request. That never
  /// waits, as [Pipeline] does not, so whoever gave the answer looks.
  private static Executor besides(Executor pool) {
    return task -> {
      if (task instanceof Connection) {
        task.run();
      } else {
        pool.execute(task);
      }
    };
  }

  private ServerConnector connector(Server.Options options, Pipeline.Setup setup) {
    var http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setRequestHeaderSize(HEADER_BYTES);
    http.setHttpCompliance(STRICT);
    // A thread that accepts: a listening socket in the selector stays open for a while after close.
    var made =
        new ServerConnector(
            jetty,
            besides(jetty.getThreadPool()),
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
    made.addBean(new ConnectionLimit(setup.proxies()));
    made.addBean(HeadDeadline.over(deadlines, setup.patience()));
    return made;
  }
}
