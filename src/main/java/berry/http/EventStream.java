package berry.http;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// A `text/event-stream` that stays open after its handler has returned.
///
/// Any thread may send; events wait in a bounded buffer. What to do when it is full is the sender's
/// choice: [#send] drops the reader (it resumes with `Last-Event-ID`), [#replace] puts one event in
/// the place of all that wait. Writing happens on the request's own virtual thread. A silent stream
/// gets a comment every 15 s, so that proxies keep it and we notice who left; every stream ends
/// after 14 minutes, because some proxies cut at 15.
public final class EventStream implements AutoCloseable {

  private static final int BUFFER = 256;
  private static final byte[] HEARTBEAT = ": still here\n\n".getBytes(StandardCharsets.UTF_8);

  /// Nothing to write: the mark after the last event.
  private static final byte[] END = new byte[0];

  private final Pace pace;
  private final BlockingQueue<byte[]> waiting = new ArrayBlockingQueue<>(BUFFER);
  private final List<Runnable> afterwards = new ArrayList<>();
  private boolean closed;
  private boolean replaced;
  private long replacedAt;
  private volatile boolean abandoned;
  private Runnable cut = () -> {};

  /// @param heartbeat longest silence
  /// @param lifetime when the stream ends and the client resumes
  /// @param patience how long a reader may take nothing of what waits for it before it is dropped
  record Pace(Duration heartbeat, Duration lifetime, Duration patience) {
    static final Pace USUAL = new Pace(Duration.ofSeconds(15), Duration.ofMinutes(14));

    Pace(Duration heartbeat, Duration lifetime) {
      this(heartbeat, lifetime, Duration.ofSeconds(30));
    }
  }

  EventStream(Pace pace) {
    this.pace = pace;
  }

  /// Queues an event.
  ///
  /// @param id what the client sends back as `Last-Event-ID`; null leaves its last one standing
  /// @param data one or more lines
  /// @return false when the stream is closed, or was closed now because its reader is too slow
  public boolean send(@Nullable String id, String event, String data) {
    return enqueue(written(id, event, data));
  }

  /// Queues an event if there is room for it, which a burst may leave none of even where the reader
  /// is quick.
  ///
  /// @return false when it is not queued: the stream is closed, or full
  public boolean offer(@Nullable String id, String event, String data) {
    byte[] bytes = written(id, event, data);
    synchronized (this) {
      return !closed && waiting.offer(bytes);
    }
  }

  /// Queues an event in the place of all that wait, which it makes needless. A reader who has taken
  /// none of these for 30 s is stuck and dropped.
  ///
  /// @return as of [#send]
  public boolean replace(@Nullable String id, String event, String data) {
    byte[] bytes = written(id, event, data);
    synchronized (this) {
      if (closed) {
        return false;
      }
      if (!replaced) {
        replacedAt = System.nanoTime();
      }
      if (System.nanoTime() - replacedAt <= pace.patience().toNanos()) {
        waiting.clear();
        waiting.add(bytes);
        replaced = true;
        return true;
      }
    }
    finish(true);
    return false;
  }

  /// Whether the event of the last [#replace] still waits: what is to be said now belongs into it.
  public synchronized boolean replaced() {
    return replaced;
  }

  private static byte[] written(@Nullable String id, String event, String data) {
    var text = new StringBuilder();
    if (id != null) {
      text.append("id: ").append(oneLine(id)).append('\n');
    }
    text.append("event: ").append(oneLine(event)).append('\n');
    data.lines().forEach(line -> text.append("data: ").append(line).append('\n'));
    return text.append('\n').toString().getBytes(StandardCharsets.UTF_8);
  }

  /// Queues an event that is written out already, with the empty line at its end. Waits for room,
  /// so that whoever wrote it learns by its own buffer how slow the reader is.
  ///
  /// @return as of [#send]; a reader who makes no room for 30 s is too slow
  boolean relay(byte[] event) throws InterruptedException {
    long end = System.nanoTime() + pace.patience().toNanos();
    synchronized (this) {
      while (!closed) {
        if (waiting.offer(event)) {
          return true;
        }
        long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
        if (left <= 0) {
          break;
        }
        wait(left);
      }
    }
    finish(true);
    return false;
  }

  /// Runs once when the stream has ended, for whatever reason; at once if it already has.
  public void onClose(Runnable action) {
    synchronized (this) {
      if (!closed) {
        afterwards.add(action);
        return;
      }
    }
    action.run();
  }

  public synchronized boolean closed() {
    return closed;
  }

  /// Ends the stream after what is already queued, as far as the reader takes it.
  @Override
  public void close() {
    finish(false);
  }

  private boolean enqueue(byte[] event) {
    synchronized (this) {
      if (closed) {
        return false;
      }
      if (waiting.offer(event)) {
        return true;
      }
    }
    finish(true);
    return false;
  }

  /// @param abandon give up what is queued, and a write that is stuck
  private void finish(boolean abandon) {
    List<Runnable> actions;
    synchronized (this) {
      if (closed) {
        return;
      }
      closed = true;
      notifyAll();
      actions = List.copyOf(afterwards);
      afterwards.clear();
      if (abandon || !waiting.offer(END)) {
        abandoned = true;
        waiting.clear();
        waiting.add(END);
        cut.run();
      }
    }
    actions.forEach(Runnable::run);
  }

  /// Writes until the stream ends; called by the server on the request's thread.
  ///
  /// @param hangUp ends the connection, so that a blocked write fails
  /// @return whether it was written to its end; false when it was abandoned, and nothing more may
  ///   be written to a connection that is cut
  boolean pump(OutputStream out, Runnable hangUp) throws IOException, InterruptedException {
    synchronized (this) {
      cut = hangUp;
    }
    long end = System.nanoTime() + pace.lifetime().toNanos();
    try {
      while (true) {
        long left = end - System.nanoTime();
        if (left <= 0 || !writeNext(out, Math.min(left, pace.heartbeat().toNanos()))) {
          return !abandoned;
        }
      }
    } finally {
      synchronized (this) {
        cut = () -> {};
      }
      finish(true);
    }
  }

  private boolean writeNext(OutputStream out, long patienceNanos)
      throws IOException, InterruptedException {
    byte[] next = waiting.poll(patienceNanos, TimeUnit.NANOSECONDS);
    var batch = new ArrayList<byte[]>();
    batch.add(next == null ? HEARTBEAT : next);
    synchronized (this) {
      waiting.drainTo(batch);
      replaced = false;
      notifyAll();
    }
    for (byte[] event : batch) {
      if (event.length == 0) {
        if (!abandoned) {
          out.flush();
        }
        return false;
      }
      out.write(event);
    }
    out.flush();
    return true;
  }

  private static String oneLine(String text) {
    return text.replace('\n', ' ').replace('\r', ' ');
  }
}
