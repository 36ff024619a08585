package berry.access;

import berry.database.Database;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Who did what to whom. Rows are only ever added.
public final class Audit {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Database database;

  public Audit(Database database) {
    this.database = database;
  }

  /// @param personId who did it; null for Berry itself or somebody at its command line
  /// @param act what was done, as `owner.claimed`
  /// @param target what it was done to, as `person 42`
  /// @param detail more facts; never a secret or a message's text
  public void record(
      @Nullable Long personId, String act, @Nullable String target, Map<String, Object> detail) {
    database.jdbi().useHandle(handle -> record(handle, personId, act, target, detail));
  }

  /// The same as part of the caller's transaction: the act and its record stand or fall together.
  public void record(
      Handle transaction,
      @Nullable Long personId,
      String act,
      @Nullable String target,
      Map<String, Object> detail) {
    transaction
        .attach(AuditStore.class)
        .add(personId, act, target, JSON.writeValueAsString(detail));
  }
}
