package berry.diagnostics;

import berry.database.Database;
import org.jspecify.annotations.Nullable;

/// Which PostgreSQL and which schema there are.
///
/// @param schema the newest migration, as `013 monitoring`
public record ServerVersions(@Nullable String postgres, @Nullable String schema) {

  public static ServerVersions read(Database database) {
    return database
        .jdbi()
        .withExtension(
            ServerStore.class,
            store -> new ServerVersions(store.server().version(), store.schema().orElse(null)));
  }
}
