package berry.http;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/// Takes in the body of one request as it arrives. No thread waits for it, nothing is allocated
/// before it has come, and what comes too slowly ends.
final class BodyReader implements Deadlines.Watched {

  /// So much is in Jetty's own buffer already.
  private static final int SMALL = 8 * 1024;

  private final Request request;
  private final int limit;
  private final ByteBudget budget;
  private final ReceiveTime time;
  private final Deadlines deadlines;
  private final Result result;
  private final AtomicBoolean over = new AtomicBoolean();
  private byte[] body = new byte[0];
  private volatile int count;
  private long held;
  private boolean waited;
  private boolean released;

  /// What comes of it; one of the others is called, once.
  interface Result {

    /// More is on its way; comes once, before the first wait.
    ///
    /// @return why it is not waited for; null when it is
    @Nullable Problem waiting();

    void whole(byte[] body);

    /// Too large, or no room: more of it may be on its way.
    void refused(Problem problem);

    /// It did not arrive, and nothing more is expected.
    void late();
  }

  BodyReader(
      Request request,
      int limit,
      ByteBudget budget,
      ReceiveTime time,
      Deadlines deadlines,
      Result result) {
    this.request = request;
    this.limit = (int) Math.min(limit, budget.whole());
    this.budget = budget;
    this.time = time;
    this.deadlines = deadlines;
    this.result = result;
  }

  /// Begins; the result may come before this returns.
  void start() {
    if (request.getLength() > limit) {
      refuse(Problem.tooLarge(limit));
      return;
    }
    read();
  }

  /// Gives back its part of the budget; what is still being read takes no more.
  synchronized void release() {
    if (!released) {
      released = true;
      budget.giveBack(held);
      body = new byte[0];
    }
  }

  @Override
  public boolean late(long now) {
    return time.late(now, count);
  }

  @Override
  public void end() {
    if (finish()) {
      result.late();
    }
  }

  private void read() {
    while (!over.get()) {
      Content.Chunk chunk = request.read();
      if (chunk == null) {
        await();
        return;
      }
      if (Content.Chunk.isFailure(chunk)) {
        failed(chunk.getFailure());
        return;
      }
      boolean last = chunk.isLast();
      Problem problem = take(chunk.getByteBuffer(), last);
      chunk.release();
      if (problem != null) {
        refuse(problem);
      } else if (last && finish()) {
        result.whole(count == body.length ? body : Arrays.copyOf(body, count));
      }
    }
  }

  private void await() {
    if (!waited) {
      waited = true;
      Problem problem = result.waiting();
      if (problem != null) {
        refuse(problem);
        return;
      }
    }
    deadlines.watch(this);
    request.demand(Invocable.from(Invocable.InvocationType.NON_BLOCKING, this::read));
  }

  private synchronized @Nullable Problem take(ByteBuffer bytes, boolean last) {
    if (released) {
      return null;
    }
    int more = bytes.remaining();
    if (count + more > limit) {
      return Problem.tooLarge(limit);
    }
    int needed = count + more;
    if (needed > body.length) {
      boolean whole = last || needed == request.getLength();
      int size = whole ? needed : (int) Math.min(most(), Math.max(needed, 2L * body.length));
      // Whoever sends little and all of it at once must not suffer from those who never end.
      boolean atOnce = whole && count == 0 && size <= SMALL;
      if (!atOnce && !budget.take(size - body.length)) {
        return Pipeline.full();
      }
      held = atOnce ? 0 : size;
      body = Arrays.copyOf(body, size);
    }
    bytes.get(body, count, more);
    count = needed;
    return null;
  }

  private long most() {
    long announced = request.getLength();
    return announced < 0 ? limit : announced;
  }

  private void failed(Throwable failure) {
    if (failure instanceof EofException || failure instanceof TimeoutException) {
      end();
    } else {
      refuse(Problem.badRequest("the body was not understood"));
    }
  }

  private void refuse(Problem problem) {
    if (finish()) {
      result.refused(problem);
    }
  }

  private boolean finish() {
    deadlines.forget(this);
    return over.compareAndSet(false, true);
  }
}
