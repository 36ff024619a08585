package berry.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// An answer that is handed on as it comes, for as long as its reader takes it at a fair pace.
final class PassedAnswer implements Deadlines.Watched {

  private static final int PIECE = 16 * 1024;

  private final Answer answer;
  private final ReceiveTime time;
  private final AtomicLong taken = new AtomicLong();
  private volatile @Nullable InputStream reading;

  PassedAnswer(Answer answer, Duration patience) {
    this.answer = answer;
    this.time = new ReceiveTime(System.nanoTime(), patience);
  }

  /// Writes until the source ends. Blocks as long as the reader does.
  void write(InputStream source) throws IOException {
    reading = source;
    byte[] piece = new byte[PIECE];
    OutputStream out = answer.pieces();
    for (int count = source.read(piece); count >= 0; count = source.read(piece)) {
      out.write(piece, 0, count);
      taken.addAndGet(count);
    }
    // Not after a failure: what is written then may wait for ever.
    out.close();
  }

  @Override
  public boolean late(long now) {
    return time.late(now, taken.get());
  }

  @Override
  public void end() {
    answer.cut();
    // The source may be what is slow: its reader would wait for it whoever has left.
    InputStream source = reading;
    if (source != null) {
      try {
        source.close();
      } catch (IOException _) {
        // it was to end, and it has
      }
    }
  }
}
