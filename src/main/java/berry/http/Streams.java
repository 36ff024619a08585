package berry.http;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The event streams that are open, to be ended all at once.
final class Streams {

  private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

  private final Set<EventStream> open = ConcurrentHashMap.newKeySet();
  private volatile boolean ended;

  /// Ends them, and those to come.
  void end() {
    ended = true;
    open.forEach(EventStream::close);
  }

  /// Writes until the stream ends; called on the request's thread.
  ///
  /// @param hangUp ends the connection
  /// @return whether its end was written, too
  boolean pump(EventStream stream, OutputStream out, Runnable hangUp) {
    open.add(stream);
    if (ended) {
      stream.close();
    }
    try {
      // The head goes out at once: the reader learns that the stream is open.
      out.flush();
      if (!stream.pump(out, hangUp)) {
        return false;
      }
      out.close();
      return true;
    } catch (IOException gone) {
      LOG.debug("a stream ended: {}", gone.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      open.remove(stream);
    }
    return false;
  }
}
