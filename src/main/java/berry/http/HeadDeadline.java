package berry.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpParser;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.internal.HttpConnection;

/// Hangs up on a connection whose request line and headers take too long to arrive: thousands of
/// them, a byte now and then in each, would hold memory for ever.
final class HeadDeadline implements Deadlines.Watched {

  private final HttpConnection connection;
  private final long patience;

  /// Begin of the request that was late when last looked at. Parser and looker are different
  /// threads, so only what is late twice is ended.
  private long suspect;

  private HeadDeadline(HttpConnection connection, Duration patience) {
    this.connection = connection;
    this.patience = patience.toNanos();
  }

  /// Watches over each connection that is opened.
  static Connection.Listener over(Deadlines deadlines, Duration patience) {
    return new Connection.Listener() {
      @Override
      public void onOpened(Connection opened) {
        if (opened instanceof HttpConnection http) {
          var watch = new HeadDeadline(http, patience);
          http.setAttribute(HeadDeadline.class.getName(), watch);
          deadlines.watch(watch);
        }
      }

      @Override
      public void onClosed(Connection closed) {
        if (closed instanceof HttpConnection http
            && http.getAttribute(HeadDeadline.class.getName()) instanceof HeadDeadline watch) {
          deadlines.forget(watch);
        }
      }
    };
  }

  @Override
  public boolean late(long now) {
    HttpParser parser = connection.getParser();
    long begin = parser.getBeginNanoTime();
    boolean slow = parser.inHeaderState() && !parser.isStart() && now - begin > patience;
    boolean again = slow && begin == suspect;
    suspect = slow ? begin : 0;
    return again;
  }

  @Override
  public void end() {
    connection.getEndPoint().close();
  }
}
