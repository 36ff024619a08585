package berry.dashboard;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// A file on its way from Telegram to a browser; its end makes room for the next.
final class PassedFile extends FilterInputStream {

  private final Runnable ended;

  PassedFile(InputStream content, Runnable ended) {
    super(content);
    this.ended = ended;
  }

  @Override
  public void close() throws IOException {
    try {
      super.close();
    } finally {
      ended.run();
    }
  }
}
