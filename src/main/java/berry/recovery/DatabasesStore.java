package berry.recovery;

import berry.backup.BackupBusy;
import berry.backup.BackupRefused;
import berry.database.Address;
import berry.database.DatabaseUnreachable;
import berry.database.DropDatabase;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// The databases of a server, seen from one that no restore touches: makes, marks, closes, renames
/// and drops them. It also holds the right to restore, which ends with its connection.
///
/// For one thread.
final class DatabasesStore implements AutoCloseable {

  static final String RESTORE = "berry_restore_";
  static final String BEFORE = "berry_before_";

  /// Every server has the first; some providers call theirs otherwise.
  private static final List<String> MAINTENANCE = List.of("postgres", "defaultdb");

  private static final String NO_SUCH_DATABASE = "3D000";
  private static final String NO_SUCH_OBJECT = "42704";
  private static final String NO_RIGHT = "42501";

  /// Who has this while it makes a database and marks it; nobody takes an unmarked one for a
  /// leftover then.
  private static final String MAKING = "berry.recovery making";

  private static final Duration ENDED = Duration.ofSeconds(10);

  private final Address live;
  private final Connection connection;

  private DatabasesStore(Address live, Connection connection) {
    this.live = live;
    this.connection = connection;
  }

  /// @param live past any pooler
  /// @throws DatabaseUnreachable when the server is away
  /// @throws BackupRefused when there is no database beside the live one to work from
  static DatabasesStore open(Address live) {
    for (String name : MAINTENANCE) {
      if (name.equals(live.database())) {
        continue;
      }
      try {
        Connection connection = live.withDatabase(name).connect(Duration.ofMinutes(1));
        return new DatabasesStore(live, connection);
      } catch (SQLException e) {
        String state = String.valueOf(e.getSQLState());
        if (!state.equals(NO_SUCH_DATABASE) && !state.equals(NO_RIGHT)) {
          throw new DatabaseUnreachable(live.withDatabase(name), e);
        }
      }
    }
    throw new BackupRefused(
        "nothing was touched: databases are renamed from another one, and this user can enter none"
            + " called postgres. As a superuser: CREATE DATABASE postgres;");
  }

  /// Takes the right to restore this database, for as long as this is open.
  ///
  /// @param who and what, for those who have to wait
  /// @throws BackupBusy naming the one who has it
  void lock(String who) throws SQLException {
    if (!tryLock(who)) {
      throw new BackupBusy(
          "another one restores %s: %s. Try again when it has ended."
              .formatted(live.database(), holder()));
    }
  }

  boolean tryLock(String who) throws SQLException {
    if (!asked("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", key()).equals("t")) {
      return false;
    }
    asked("SELECT set_config('application_name', ?, false)", "berry: " + who);
    return true;
  }

  /// @return null: nobody restores
  @Nullable String busy() throws SQLException {
    String found = holder();
    return found.isEmpty() ? null : found;
  }

  private String holder() throws SQLException {
    return asked(
        """
        SELECT
          format('%s, session %s since %s', regexp_replace(application_name, '^berry: ', ''), pid,
            to_char(backend_start AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS "UTC"'))
        FROM (SELECT hashtextextended(?, 0) AS key) AS k
        JOIN pg_locks
          ON locktype = 'advisory' AND granted AND objsubid = 1
          AND (classid::bigint << 32) | objid::bigint = key
          AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
        JOIN pg_stat_activity USING (pid)
        """,
        key());
  }

  private String key() {
    return "berry.recovery " + live.database();
  }

  Rights rights() throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT
              current_user,
              rolcreatedb OR rolsuper,
              rolsuper OR pg_has_role(current_user, datdba, 'USAGE'),
              pg_is_in_recovery()
            FROM pg_roles, pg_database
            WHERE rolname = current_user AND datname = ?
            """)) {
      statement.setString(1, live.database());
      try (ResultSet row = statement.executeQuery()) {
        return row.next()
            ? new Rights(row.getString(1), row.getBoolean(2), row.getBoolean(3), row.getBoolean(4))
            : new Rights(live.user(), false, false, false);
      }
    }
  }

  /// Of the live one and of all that a restore of it made.
  List<Marked> ours() throws SQLException {
    return all().stream()
        .filter(one ->
            one.name().equals(live.database())
                || (one.mark() != null && one.mark().live().equals(live.database())))
        .toList();
  }

  /// Made by a process of ours that was killed before it could mark them.
  List<String> unmarked() throws SQLException {
    List<String> names = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT datname
                FROM pg_database
                WHERE datname ~ '^berry_restore_[0-9a-f]{8}$'
                  AND shobj_description(oid, 'pg_database') IS NULL
                  AND pg_get_userbyid(datdba) = current_user
                """)) {
      while (row.next()) {
        names.add(row.getString(1));
      }
    }
    return names;
  }

  private List<Marked> all() throws SQLException {
    List<Marked> all = new ArrayList<>();
    try (Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                """
                SELECT datname, datallowconn, shobj_description(oid, 'pg_database')
                FROM pg_database
                WHERE NOT datistemplate
                ORDER BY datname
                """)) {
      while (row.next()) {
        String name = row.getString(1);
        String comment = row.getString(3);
        Mark mark = Mark.read(comment);
        long bytes = mark == null ? 0 : bytes(name);
        all.add(new Marked(name, row.getBoolean(2), comment, mark, bytes));
      }
    }
    return all;
  }

  /// 0 for one that is gone by now, or is not ours to measure: others use this server, too.
  private long bytes(String name) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT pg_database_size(oid)
            FROM pg_database
            WHERE datname = ?
              AND pg_has_role(current_user, datdba, 'USAGE')
            """)) {
      statement.setString(1, name);
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? row.getLong(1) : 0;
      }
    } catch (SQLException e) {
      if (NO_SUCH_DATABASE.equals(e.getSQLState()) || NO_SUCH_OBJECT.equals(e.getSQLState())) {
        return 0;
      }
      throw e;
    }
  }

  /// An empty one with the encoding and the order of letters of the live one.
  void create(String name, Mark mark) throws SQLException {
    asked("SELECT pg_advisory_lock(hashtextextended(?, 0))::text", MAKING);
    try {
      run(
          asked(
              """
              SELECT
                format(
                  'CREATE DATABASE %I TEMPLATE template0 ENCODING %L LC_COLLATE %L LC_CTYPE %L',
                  ?, pg_encoding_to_char(encoding), datcollate, datctype)
                || CASE datlocprovider
                  WHEN 'i' THEN format(' LOCALE_PROVIDER icu ICU_LOCALE %L', locale)
                  WHEN 'b' THEN format(' LOCALE_PROVIDER builtin BUILTIN_LOCALE %L', locale)
                  ELSE ''
                END
              FROM pg_database AS d
              CROSS JOIN LATERAL (
                SELECT coalesce(to_jsonb(d)->>'datlocale', to_jsonb(d)->>'daticulocale')
              ) AS l (locale)
              WHERE datname = ?
              """,
              name, live.database()));
      mark(name, mark.text());
    } finally {
      asked("SELECT pg_advisory_unlock(hashtextextended(?, 0))::text", MAKING);
    }
  }

  /// Owner, rights and settings of the live one, which belong to a database and not to what is in
  /// it.
  void inherit(String name) throws SQLException {
    for (String sql : lines(INHERITED, name, live.database())) {
      run(sql);
    }
  }

  private static final String INHERITED =
      """
      WITH live AS (
        SELECT d.*, new.name
        FROM (SELECT ?::text AS name) AS new, pg_database AS d
        WHERE datname = ?
      )
      SELECT format('ALTER DATABASE %I OWNER TO %I', name, pg_get_userbyid(datdba))
      FROM live
      WHERE pg_get_userbyid(datdba) <> current_user
      UNION ALL
      SELECT format('REVOKE ALL ON DATABASE %I FROM PUBLIC', name)
      FROM live
      WHERE datacl IS NOT NULL
      UNION ALL
      SELECT
        format('GRANT %s ON DATABASE %I TO %s', privilege_type, name,
          CASE grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(pg_get_userbyid(grantee)) END)
      FROM live, aclexplode(datacl)
      WHERE grantee <> datdba
      UNION ALL
      SELECT
        format('ALTER DATABASE %I SET %s TO %s', name, split_part(one, '=', 1),
          CASE WHEN split_part(one, '=', 1) IN ('search_path', 'temp_tablespaces')
            THEN substr(one, strpos(one, '=') + 1)
            ELSE quote_literal(substr(one, strpos(one, '=') + 1)) END)
      FROM live
      JOIN pg_db_role_setting ON setdatabase = live.oid AND setrole = 0
      CROSS JOIN unnest(setconfig) AS one
      """;

  private List<String> lines(String sql, String... values) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int n = 0; n < values.length; n++) {
        statement.setString(n + 1, values[n]);
      }
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          lines.add(row.getString(1));
        }
      }
    }
    return lines;
  }

  /// Drops what is unmarked, unless somebody is just making one.
  List<String> dropUnmarked() throws SQLException {
    if (!asked("SELECT pg_try_advisory_lock(hashtextextended(?, 0))", MAKING).equals("t")) {
      return List.of();
    }
    try {
      List<String> names = unmarked();
      for (String name : names) {
        drop(name);
      }
      return names;
    } finally {
      asked("SELECT pg_advisory_unlock(hashtextextended(?, 0))::text", MAKING);
    }
  }

  void mark(String name, @Nullable String comment) throws SQLException {
    run(asked("SELECT format('COMMENT ON DATABASE %I IS %L', ?, ?::text)", name, comment));
  }

  void allow(String name, boolean open) throws SQLException {
    run(asked("SELECT format('ALTER DATABASE %I ALLOW_CONNECTIONS ' || ?, ?)", "" + open, name));
  }

  void rename(String name, String to) throws SQLException {
    run(asked("SELECT format('ALTER DATABASE %I RENAME TO %I', ?, ?)", name, to));
  }

  void drop(String name) throws SQLException {
    DropDatabase.drop(connection, name);
  }

  /// Several statements that hold together or not at all.
  interface Work {
    void run() throws SQLException;
  }

  void together(Work work) throws SQLException {
    connection.setAutoCommit(false);
    try {
      work.run();
      connection.commit();
    } catch (SQLException | RuntimeException e) {
      connection.rollback();
      throw e;
    } finally {
      connection.setAutoCommit(true);
    }
  }

  /// Ends everybody's session there and waits until they are gone.
  ///
  /// @param except a session of ours
  /// @throws BackupRefused naming those that we may not end
  void endSessions(String name, int except) throws SQLException {
    long deadline = System.nanoTime() + ENDED.toNanos();
    while (true) {
      String left = ended(name, except);
      if (left.isEmpty()) {
        return;
      }
      if (System.nanoTime() - deadline > 0) {
        throw new BackupRefused(
            "sessions in %s do not end: %s. Close those programs and try again."
                .formatted(name, left));
      }
      pause();
    }
  }

  /// Asks each to end; of a user that we have no right over that is refused.
  ///
  /// @return those that were there
  private String ended(String name, int except) throws SQLException {
    List<String> left = new ArrayList<>();
    try (PreparedStatement statement =
        connection.prepareStatement(
            """
            SELECT pid, format('%s of %s (process %s)', application_name, usename, pid)
            FROM pg_stat_activity
            WHERE datname = ? AND pid <> ? AND backend_type = 'client backend'
            """)) {
      statement.setString(1, name);
      statement.setInt(2, except);
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          left.add(row.getString(2));
          end(row.getInt(1));
        }
      }
    }
    return String.join(", ", left);
  }

  /// Of Berry and nobody else, in the live database; not those that make or prove a backup.
  int endWorkers() throws SQLException {
    return Integer.parseInt(
        asked(
            """
            SELECT count(*) FILTER (WHERE pg_terminate_backend(pid))
            FROM pg_stat_activity
            WHERE datname = ? AND application_name = 'berry' AND usename = current_user
            """,
            live.database()));
  }

  private void end(int pid) {
    try {
      asked("SELECT pg_terminate_backend(?::int)", "" + pid);
    } catch (SQLException noRight) {
      // it may end by itself; if not, it is named
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(20);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BackupRefused("interrupted while sessions were ended", e);
    }
  }

  private String asked(String sql, @Nullable String... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int n = 0; n < values.length; n++) {
        statement.setString(n + 1, values[n]);
      }
      try (ResultSet row = statement.executeQuery()) {
        return row.next() ? String.valueOf(row.getString(1)) : "";
      }
    }
  }

  private void run(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    // Said aloud, because the server notices a closed connection only some time after.
    try (connection) {
      asked("SELECT pg_advisory_unlock_all()::text");
    }
  }
}
