package berry.recovery;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What the server lets us do.
///
/// @param user who we are there
/// @param mayCreate databases
/// @param owns the live database, and so may rename it
/// @param standby whether nothing can be written there at all
record Rights(String user, boolean mayCreate, boolean owns, boolean standby) {

  boolean enough() {
    return mayCreate && owns && !standby;
  }

  /// What is missing, with the commands for somebody who has the rights.
  ///
  /// @param file what was to be restored
  String missing(String database, Path file) {
    if (standby) {
      return "this server is a standby and cannot be written; name the primary in DATABASE_URL";
    }
    List<String> what = new ArrayList<>();
    List<String> commands = new ArrayList<>();
    if (!mayCreate) {
      what.add("make databases");
      commands.add("ALTER ROLE %s CREATEDB;".formatted(quoted(user)));
    }
    if (!owns) {
      what.add("rename " + database);
      commands.add("ALTER DATABASE %s OWNER TO %s;".formatted(quoted(database), quoted(user)));
    }
    return """
    nothing was touched: the user %1$s may not %2$s, and a restore never writes over the live database.
    Somebody who may (a superuser such as postgres) gives the right once, by psql:
      %3$s
    and you run this command again. Or that person does it all, while Berry is stopped:
      CREATE DATABASE berry_restore OWNER %4$s TEMPLATE template0;
      %5$s | psql -v ON_ERROR_STOP=1 berry_restore   # as %1$s
      ALTER DATABASE %6$s RENAME TO berry_before;
      ALTER DATABASE berry_restore RENAME TO %6$s;\
    """
        .formatted(
            user,
            String.join(" and may not ", what),
            String.join("\n  ", commands),
            quoted(user),
            opened(file),
            quoted(database));
  }

  private static String opened(Path file) {
    String name = file.toString();
    String plain = name.endsWith(".age") ? name.substring(0, name.length() - 4) : name;
    String unpack = plain.endsWith(".zst") ? "zstd -d" : plain.endsWith(".gz") ? "gzip -d" : "cat";
    return name.endsWith(".age")
        ? "age -d -i berry.key %s | %s".formatted(file, unpack)
        : "%s < %s".formatted(unpack, file);
  }

  private static String quoted(String name) {
    return '"' + name.replace("\"", "\"\"") + '"';
  }
}
