package berry.recovery;

import berry.database.Address;
import berry.database.Database;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Opens the live database again when the process that closed it for a restore was killed in that
/// moment: nobody else's hand is needed, and no restart. Looks only when the database does not let
/// us in.
public final class RepairWatch implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(RepairWatch.class);
  private static final Duration LOOKED = Duration.ofSeconds(10);

  private final Database database;
  private final Address live;
  private final String who;
  private final Thread thread = Thread.ofVirtual().name("recovery-watch").unstarted(this::watch);

  /// @param live past any pooler
  public RepairWatch(Database database, Address live, String who) {
    this.database = database;
    this.live = live;
    this.who = who;
  }

  public void start() {
    thread.start();
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(LOOKED);
        if (!answers()) {
          repair();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean answers() {
    try {
      database.jdbi().useHandle(handle -> handle.execute("SELECT 1"));
      return true;
    } catch (JdbiException e) {
      return false;
    }
  }

  private void repair() {
    try {
      Recovery.repair(live, who).forEach(done -> LOG.warn("Recovery: {}", done));
    } catch (RuntimeException away) {
      LOG.debug("Nothing could be repaired: {}", away.getMessage());
    }
  }
}
