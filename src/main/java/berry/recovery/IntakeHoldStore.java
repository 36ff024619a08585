package berry.recovery;

import berry.database.Address;
import berry.inbox.IntakePauseStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps every replica from taking updates in, first in the live database and then in the one that
/// takes its place. It holds for half a minute and is moved on as long as this process lives.
final class IntakeHoldStore implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(IntakeHoldStore.class);

  private static final Duration HELD = Duration.ofSeconds(30);
  private static final Duration RENEWED = Duration.ofSeconds(5);
  private static final Duration SILENCE = Duration.ofSeconds(5);

  private final Address live;
  private final String who;
  private final Thread renewing;
  private final long began = System.nanoTime();

  private IntakeHoldStore(Address live, String who) {
    this.live = live;
    this.who = who;
    this.renewing = Thread.ofVirtual().name("recovery-pause").unstarted(this::renew);
  }

  /// @param next what takes the place of `live`; must have our schema
  static IntakeHoldStore begin(Address live, Address next, String who) throws SQLException {
    hold(next, who);
    try {
      hold(live, who);
    } catch (SQLException damaged) {
      // Of no consequence: its sessions are ended in a moment, and what they have not committed was
      // not acknowledged.
      LOG.warn("No pause of the intake in {}: {}", live.database(), damaged.getMessage());
    }
    IntakeHoldStore held = new IntakeHoldStore(live, who);
    held.renewing.start();
    return held;
  }

  /// Updates are taken in again by whatever is live now.
  ///
  /// @return for how long they were not, in seconds
  double end() throws SQLException {
    close();
    try (Connection connection = live.connect(SILENCE)) {
      IntakePauseStore.end(connection);
    }
    return (System.nanoTime() - began) / 1e9;
  }

  /// Moves it on no more; what is held ends by itself.
  @Override
  public void close() {
    renewing.interrupt();
  }

  private void renew() {
    try {
      while (true) {
        Thread.sleep(RENEWED);
        try {
          hold(live, who);
        } catch (SQLException closed) {
          LOG.debug("The pause was not moved on: {}", closed.getMessage());
        }
      }
    } catch (InterruptedException ended) {
      Thread.currentThread().interrupt();
    }
  }

  private static void hold(Address database, String who) throws SQLException {
    try (Connection connection = database.connect(SILENCE)) {
      if (IntakePauseStore.possible(connection)) {
        IntakePauseStore.pause(connection, who, HELD);
      }
    }
  }
}
