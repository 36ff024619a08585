package berry.recovery;

import berry.database.SuccessionStore;
import berry.inbox.RestoredReceptionStore;
import berry.monitoring.RestoredReplicaStore;
import berry.outbox.RestoredOutgoingStore;
import java.sql.Connection;
import java.sql.SQLException;

/// What a database must be told before it takes the place of another: everything that went on in
/// the world since it was made and is known to the other one. Nobody works with either meanwhile.
final class AftermathStore {

  private AftermathStore() {}

  /// @param whole whether `next` was put aside as it stood, and is no backup
  static void settle(Connection before, Connection next, boolean whole) throws SQLException {
    next.setAutoCommit(false);
    try {
      RestoredOutgoingStore.settle(before, next, whole);
      SuccessionStore.settle(before, next);
      RestoredReceptionStore.settle(before, next);
      RestoredReplicaStore.settle(before, next);
      // People who were erased since then are erased again here, once there is a list of them.
      next.commit();
    } catch (SQLException | RuntimeException e) {
      next.rollback();
      throw e;
    } finally {
      next.setAutoCommit(true);
    }
  }
}
