package berry.http;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;

/// Reads on for a while after a request was refused before all of it had come, and throws away what
/// comes. Closed at once, the connection would be reset, and the sender, still writing, might never
/// read why (RFC 9112, section 9.6).
final class Lingering implements Deadlines.Watched {

  private static final long PATIENCE = Duration.ofSeconds(5).toNanos();

  /// Pieces of some kilobytes; then the other connections have their turn.
  private static final int AT_ONCE = 32;

  private final Request request;
  private final Deadlines deadlines;
  private final Runnable over;
  private final long began = System.nanoTime();
  private final AtomicBoolean ended = new AtomicBoolean();

  /// @param over runs once, when the sender is done or has had its time
  Lingering(Request request, Deadlines deadlines, Runnable over) {
    this.request = request;
    this.deadlines = deadlines;
    this.over = over;
  }

  /// Throws away what has come by now.
  ///
  /// @return whether that was all of the request
  static boolean discard(Request request) {
    for (int count = 0; count < AT_ONCE; count++) {
      Content.Chunk chunk = request.read();
      if (chunk == null || Content.Chunk.isFailure(chunk)) {
        return false;
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        return true;
      }
    }
    return false;
  }

  void start() {
    deadlines.watch(this);
    read();
  }

  @Override
  public boolean late(long now) {
    return now - began > PATIENCE;
  }

  @Override
  public void end() {
    deadlines.forget(this);
    if (ended.compareAndSet(false, true)) {
      over.run();
    }
  }

  private void read() {
    for (int count = 0; count < AT_ONCE && !ended.get(); count++) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        break;
      }
      boolean last = chunk.isLast();
      chunk.release();
      if (last) {
        end();
        return;
      }
    }
    if (!ended.get()) {
      request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
    }
  }
}
