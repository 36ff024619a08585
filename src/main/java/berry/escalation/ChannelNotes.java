package berry.escalation;

import berry.database.Threads;
import berry.settings.Settings;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How the ways past Telegram went last, in the database, where every replica and the doctor see
/// it.
///
/// They are needed most while the database is away. So a use is remembered here first and written
/// by a thread of its own, which tries until it can.
public final class ChannelNotes implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(ChannelNotes.class);
  private static final String PREFIX = "escalation.channel.";
  private static final Duration PAUSE = Duration.ofSeconds(5);
  private static final Duration ENOUGH = Duration.ofSeconds(1);
  private static final String END = "";

  private final Settings settings;
  private final Duration pause;
  private final Map<String, LastUse> own = new ConcurrentHashMap<>();
  private final BlockingQueue<String> unwritten = new LinkedBlockingQueue<>();
  private final Thread writer;

  public ChannelNotes(Settings settings) {
    this(settings, PAUSE);
  }

  /// @param pause after a failure to write
  ChannelNotes(Settings settings, Duration pause) {
    this.settings = settings;
    this.pause = pause;
    this.writer = Thread.ofVirtual().name("channel-notes").start(this::write);
  }

  /// As it stands in the table.
  ///
  /// @param at ISO-8601
  record Row(String at, boolean ok, @Nullable String why) {}

  /// Waits for nobody.
  void note(String id, LastUse use) {
    own.put(id, use);
    unwritten.add(id);
  }

  /// The newest of all replicas; of this one alone when the database is away.
  public Optional<LastUse> last(String id) {
    LastUse ours = own.get(id);
    try {
      LastUse stored = stored(settings, id).orElse(null);
      return Optional.ofNullable(newer(ours, stored));
    } catch (RuntimeException away) {
      LOG.debug("What other replicas noted of {} is not known now", id, away);
      return Optional.ofNullable(ours);
    }
  }

  /// What was written, for who has no channels of its own.
  public static Optional<LastUse> stored(Settings settings, String id) {
    return settings
        .get(PREFIX + id, Row.class)
        .map(row -> new LastUse(Instant.parse(row.at()), row.ok(), row.why()));
  }

  private static @Nullable LastUse newer(@Nullable LastUse one, @Nullable LastUse other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.at().isBefore(other.at()) ? other : one;
  }

  private void write() {
    try {
      for (String id = unwritten.take(); !id.equals(END); id = unwritten.take()) {
        if (!written(id)) {
          Thread.sleep(pause);
          unwritten.add(id);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// A replica that could not write for a while does not put its old note over a newer one.
  private boolean written(String id) {
    LastUse use = own.get(id);
    if (use == null) {
      return true;
    }
    try {
      LastUse stored = stored(settings, id).orElse(null);
      if (stored == null || stored.at().isBefore(use.at())) {
        settings.put(PREFIX + id, new Row(use.at().toString(), use.ok(), use.why()), null);
      }
      return true;
    } catch (RuntimeException away) {
      LOG.debug("The use of {} is noted as soon as the database takes it", id, away);
      return false;
    }
  }

  @Override
  public void close() {
    unwritten.add(END);
    // An interrupted statement breaks its connection and says so in the log.
    Threads.join(writer, ENOUGH);
    writer.interrupt();
  }
}
