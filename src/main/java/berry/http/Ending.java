package berry.http;

import java.time.Duration;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;

/// The end of one request: its answer is sent, and what is left of the request is dealt with.
final class Ending implements Deadlines.Watched {

  /// A smaller answer fits the buffers of the connection: it is sent, whoever reads it or not.
  private static final int WORTH_WATCHING = 16 * 1024;

  private final Request request;
  private final Answer answer;
  private final Deadlines deadlines;
  private final ReceiveTime time;
  private final int size;

  /// @param patience how long the caller may take to read the answer, and more for each byte of it
  Ending(Request request, Answer answer, Deadlines deadlines, Duration patience) {
    this.request = request;
    this.answer = answer;
    this.deadlines = deadlines;
    this.time = new ReceiveTime(System.nanoTime(), patience);
    this.size = answer.size();
  }

  /// Of a request that has come whole.
  ///
  /// @param after runs when the answer was sent, or can't be
  void send(Runnable after) {
    boolean watched = size > WORTH_WATCHING;
    if (watched) {
      deadlines.watch(this);
    }
    answer.send(() -> {
      if (watched) {
        deadlines.forget(this);
      }
      after.run();
      answer.end();
    });
  }

  /// Of a request whose body was not wanted.
  void refuse(Runnable after) {
    boolean asksFirst = request.getHeaders().contains(HttpHeader.EXPECT);
    if (!asksFirst && Lingering.discard(request)) {
      send(after);
      return;
    }
    answer.last();
    if (asksFirst) {
      // It has not sent its body yet and never will.
      send(after);
      return;
    }
    deadlines.watch(this);
    answer.send(() -> {
      deadlines.forget(this);
      new Lingering(
              request,
              deadlines,
              () -> {
                after.run();
                answer.end();
              })
          .start();
    });
  }

  @Override
  public boolean late(long now) {
    return time.late(now, size);
  }

  @Override
  public void end() {
    answer.cut();
  }
}
