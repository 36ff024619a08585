package berry.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Reads PostgreSQL's catalog as the statements that make the same database again. The server's own
/// `pg_get_…` functions write nearly all of them, so they fit its version.
///
/// Needs a connection whose `search_path` is empty: names then come with their schema. What belongs
/// to an extension comes with the extension.
final class CatalogStore {

  private final Connection connection;

  CatalogStore(Connection connection) {
    this.connection = connection;
  }

  Outline read() throws SQLException {
    DependencyOrder objects = new ObjectStore(connection).read();
    List<String> before = new ArrayList<>(statements(TableCatalog.SCHEMAS));
    before.addAll(statements(TableCatalog.EXTENSIONS));
    before.addAll(statements(TableCatalog.ENUMS));
    before.addAll(statements(TableCatalog.DOMAINS));
    before.addAll(statements(TableCatalog.SEQUENCES));
    before.addAll(objects.early());
    before.addAll(statements(TableCatalog.TABLES));
    before.addAll(statements(TableCatalog.PARTITIONS));
    before.addAll(statements(TableCatalog.INHERITED));
    before.addAll(statements(TableCatalog.COLUMN_SETTINGS));
    before.addAll(statements(TableCatalog.OWNED_SEQUENCES));
    List<String> after = new ArrayList<>(statements(ConstraintCatalog.KEYS));
    after.addAll(statements(ConstraintCatalog.INDEXES));
    after.addAll(statements(ConstraintCatalog.INDEX_PARTITIONS));
    after.addAll(statements(ConstraintCatalog.CHECKS_NOT_VALID));
    after.addAll(statements(ConstraintCatalog.FOREIGN_KEYS));
    after.addAll(statements(ConstraintCatalog.STATISTICS));
    after.addAll(objects.late());
    after.addAll(statements(ConstraintCatalog.TRIGGERS));
    after.addAll(statements(ConstraintCatalog.COMMENTS));
    after.addAll(statements(ConstraintCatalog.GRANTS));
    return new Outline(before, tables(), after, statements(FOREIGN));
  }

  List<Outline.Table> tables() throws SQLException {
    List<Outline.Table> tables = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OURS + WITH_ROWS);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String[] columns = (String[]) row.getArray(2).getArray();
        tables.add(new Outline.Table(row.getString(1), Arrays.asList(columns), row.getLong(3)));
      }
    }
    return tables;
  }

  /// Names of the tables that hold rows and are no temporary or unlogged ones.
  List<String> plainTables() throws SQLException {
    return statements(
        "SELECT name FROM relation WHERE relkind = 'r' AND relpersistence = 'p' ORDER BY name");
  }

  private List<String> statements(String sql) throws SQLException {
    List<String> lines = new ArrayList<>();
    try (PreparedStatement statement = connection.prepareStatement(OURS + sql);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        lines.add(row.getString(1));
      }
    }
    return lines;
  }

  /// Schemas and relations that are neither PostgreSQL's nor an extension's. Continued by each of
  /// the following.
  static final String OURS =
      """
      WITH space AS (
        SELECT oid, nspname, quote_ident(nspname) AS name
        FROM pg_namespace AS n
        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
          AND NOT EXISTS (
            SELECT FROM pg_depend
            WHERE classid = 'pg_namespace'::regclass AND objid = n.oid AND deptype = 'e')
      ),
      relation AS (
        SELECT c.*, space.name || '.' || quote_ident(c.relname) AS name
        FROM pg_class AS c
        JOIN space ON space.oid = c.relnamespace
        WHERE NOT EXISTS (
          SELECT FROM pg_depend
          WHERE classid = 'pg_class'::regclass AND objid = c.oid AND deptype = 'e')
      )
      """;

  private static final String WITH_ROWS =
      """
      SELECT
        name,
        ARRAY(
          SELECT quote_ident(attname)
          FROM pg_attribute
          WHERE attrelid = relation.oid AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
          ORDER BY attnum),
        pg_table_size(oid)
      FROM relation
      WHERE relkind = 'r'
      ORDER BY name
      """;

  /// Said, so that nobody finds out after a restore.
  private static final String FOREIGN =
      """
      SELECT what
      FROM (
        SELECT 'foreign table ' || name AS what FROM relation WHERE relkind = 'f'
        UNION ALL
        SELECT 'row security of ' || name FROM relation WHERE relrowsecurity
        UNION ALL
        SELECT 'rule ' || rulename || ' of ' || name
        FROM pg_rewrite
        JOIN relation ON relation.oid = ev_class
        WHERE rulename <> '_RETURN'
        UNION ALL
        SELECT 'aggregate ' || p.oid::regprocedure
        FROM pg_proc AS p
        JOIN space ON space.oid = pronamespace
        WHERE prokind = 'a' AND NOT EXISTS (
          SELECT FROM pg_depend
          WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
        UNION ALL
        SELECT 'type ' || format_type(t.oid, NULL)
        FROM pg_type AS t
        JOIN space ON space.oid = typnamespace
        LEFT JOIN pg_class AS c ON c.oid = typrelid
        WHERE (typtype IN ('r', 'b') AND typcategory <> 'A' OR typtype = 'c' AND c.relkind = 'c')
          AND NOT EXISTS (
            SELECT FROM pg_depend
            WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
        UNION ALL
        SELECT 'operator ' || o.oid::regoperator
        FROM pg_operator AS o
        JOIN space ON space.oid = oprnamespace
        WHERE NOT EXISTS (
          SELECT FROM pg_depend
          WHERE classid = 'pg_operator'::regclass AND objid = o.oid AND deptype = 'e')
        UNION ALL
        SELECT 'collation ' || collname FROM pg_collation
        JOIN space ON space.oid = collnamespace
        UNION ALL
        SELECT 'text search configuration ' || cfgname
        FROM pg_ts_config
        JOIN space ON space.oid = cfgnamespace
        UNION ALL
        SELECT 'large objects' WHERE EXISTS (SELECT FROM pg_largeobject_metadata)
      ) AS all_of_it
      ORDER BY what
      """;
}
