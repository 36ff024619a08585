package berry.access;

import berry.database.News;
import org.jdbi.v3.core.Handle;

/// Frees for others what somebody had taken on who leaves the team: part of the transaction that
/// dismisses them.
@FunctionalInterface
public interface Release {

  void release(Handle transaction, News news, long personId);
}
