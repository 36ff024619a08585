package berry.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Carries the event stream of another server on into one of ours, until either ends.
final class Relay {

  private static final Logger LOG = LoggerFactory.getLogger(Relay.class);

  /// The other server says something every 15 s. One that is silent for longer is gone, and the
  /// reader must learn that, for our own stream has heartbeats as well.
  private static final Duration SILENCE = Duration.ofSeconds(40);

  private static final Duration LOOKED = Duration.ofSeconds(5);
  private static final int LARGEST = 256 * 1024;

  private final InputStream from;
  private final EventStream to;
  private volatile long heard = System.nanoTime();

  Relay(InputStream from, EventStream to) {
    this.from = from;
    this.to = to;
  }

  void start() {
    Thread watching = Thread.ofVirtual().name("relay-watch").start(this::watch);
    to.onClose(watching::interrupt);
    to.onClose(this::hangUp);
    Thread.ofVirtual().name("relay").start(this::carry);
  }

  private void carry() {
    StringBuilder event = new StringBuilder();
    // Not closed with the reader: its lock is held while it waits.
    BufferedReader lines = new BufferedReader(new InputStreamReader(from, StandardCharsets.UTF_8));
    try {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        heard = System.nanoTime();
        event.append(line).append('\n');
        if (event.length() > LARGEST) {
          throw new IOException("an event of more than " + LARGEST + " letters");
        }
        if (line.isEmpty()) {
          to.relay(event.toString().getBytes(StandardCharsets.UTF_8));
          event.setLength(0);
        }
      }
    } catch (IOException gone) {
      LOG.debug("A stream that was carried on ended: {}", gone.toString());
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      to.close();
    }
  }

  private void watch() {
    try {
      while (System.nanoTime() - heard < SILENCE.toNanos()) {
        Thread.sleep(LOOKED);
      }
      to.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void hangUp() {
    try {
      from.close();
    } catch (IOException e) {
      LOG.debug("The other server's stream was gone already", e);
    }
  }
}
