package berry.alerts;

import berry.database.News;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Who acts on what has become of alerts.
@FunctionalInterface
public interface Responder {

  /// Called in the transaction that stores the episodes, so that nothing is told of what is not
  /// stored, and nothing stored stays untold. Must not wait for anything but the database.
  ///
  /// @param notifications in order, their episodes with the ids they are stored under
  void respond(Handle transaction, News news, List<Notification> notifications);
}
