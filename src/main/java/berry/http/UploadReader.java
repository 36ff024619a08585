package berry.http;

import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes in an upload as it arrives, onto the disk. A thread is there only while there is something
/// to write, so slow senders hold none; what comes too slowly ends.
final class UploadReader implements Deadlines.Watched {

  private static final Logger LOG = LoggerFactory.getLogger(UploadReader.class);

  private final Request request;
  private final Uploads uploads;
  private final ReceiveTime time;
  private final Deadlines deadlines;
  private final Executor threads;
  private final Result result;
  private final AtomicBoolean over = new AtomicBoolean();
  private final Uploads.Place place;
  private final UploadForm form;
  private volatile long count;
  private boolean released;

  /// What comes of it: one of them is called, once.
  ///
  /// @param whole in a thread that may wait
  /// @param refused wrong, too large, or no room: more of it may be on its way
  /// @param late it did not arrive, and nothing more is expected
  record Result(Consumer<Upload> whole, Consumer<Problem> refused, Runnable late) {}

  /// Takes a place.
  ///
  /// @param sender who sends it
  /// @param threads one for each task
  /// @throws Problem when there is none, or this can't be an upload
  UploadReader(
      Request request,
      String sender,
      Uploads uploads,
      ReceiveTime time,
      Deadlines deadlines,
      Executor threads,
      Result result) {
    this.request = request;
    this.uploads = uploads;
    this.time = time;
    this.deadlines = deadlines;
    this.threads = threads;
    this.result = result;
    this.place = uploads.enter(request.getLength(), sender);
    try {
      this.form = new UploadForm(request.getHeaders().get(HttpHeader.CONTENT_TYPE), place.file());
    } catch (RuntimeException wrong) {
      place.close();
      throw wrong;
    }
  }

  /// Reads what is there, in a thread that may wait; goes on in others.
  void read() {
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
      Problem problem = take(chunk);
      chunk.release();
      if (problem != null) {
        refuse(problem);
      } else if (last) {
        whole();
      }
    }
  }

  /// The file goes, and its place is free.
  synchronized void release() {
    if (!released) {
      released = true;
      deadlines.forget(this);
      place.close();
    }
  }

  @Override
  public boolean late(long now) {
    return time.late(now, count);
  }

  @Override
  public void end() {
    if (finish()) {
      result.late().run();
    }
  }

  private void await() {
    deadlines.watch(this);
    request.demand(
        Invocable.from(Invocable.InvocationType.NON_BLOCKING, () -> threads.execute(this::read)));
  }

  private synchronized @Nullable Problem take(Content.Chunk chunk) {
    if (released) {
      return null;
    }
    count += chunk.remaining();
    if (count > uploads.bodyLimit()) {
      return Uploads.tooLarge();
    }
    try {
      form.take(chunk);
      return null;
    } catch (Problem wrong) {
      return wrong;
    } catch (RuntimeException failure) {
      LOG.error("An upload could not be read after {} bytes", count, failure);
      return Problem.of(500, "Internal error", "the log says more");
    } catch (ClosedChannelException interrupted) {
      return Problem.of(503, "Unavailable", "the upload was broken off");
    } catch (IOException full) {
      LOG.warn("An upload was refused after {} bytes: {}", count, full.toString());
      return Uploads.full();
    }
  }

  private void whole() {
    Upload upload;
    try {
      upload = form.whole();
    } catch (Problem wrong) {
      refuse(wrong);
      return;
    }
    if (finish()) {
      result.whole().accept(upload);
    }
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
      result.refused().accept(problem);
    }
  }

  private boolean finish() {
    deadlines.forget(this);
    return over.compareAndSet(false, true);
  }
}
