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
    List<String> before = new ArrayList<>(statements(SCHEMAS));
    before.addAll(statements(EXTENSIONS));
    before.addAll(statements(ENUMS));
    before.addAll(statements(DOMAINS));
    before.addAll(statements(SEQUENCES));
    before.addAll(objects.early());
    before.addAll(statements(TABLES));
    before.addAll(statements(PARTITIONS));
    before.addAll(statements(INHERITED));
    before.addAll(statements(COLUMN_SETTINGS));
    before.addAll(statements(OWNED_SEQUENCES));
    List<String> after = new ArrayList<>(statements(KEYS));
    after.addAll(statements(INDEXES));
    after.addAll(statements(INDEX_PARTITIONS));
    after.addAll(statements(CHECKS_NOT_VALID));
    after.addAll(statements(FOREIGN_KEYS));
    after.addAll(statements(STATISTICS));
    after.addAll(objects.late());
    after.addAll(statements(TRIGGERS));
    after.addAll(statements(COMMENTS));
    after.addAll(statements(GRANTS));
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

  private static final String SCHEMAS =
      """
      SELECT 'CREATE SCHEMA IF NOT EXISTS ' || name
      FROM space
      ORDER BY name
      """;

  private static final String EXTENSIONS =
      """
      SELECT format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', extname, nspname)
      FROM pg_extension
      JOIN pg_namespace AS n ON n.oid = extnamespace
      WHERE extname <> 'plpgsql'
      ORDER BY extname
      """;

  private static final String ENUMS =
      """
      SELECT
        format('CREATE TYPE %s AS ENUM (%s)', format_type(t.oid, NULL),
          string_agg(quote_literal(enumlabel), ', ' ORDER BY enumsortorder))
      FROM pg_type AS t
      JOIN space ON space.oid = t.typnamespace
      JOIN pg_enum AS e ON e.enumtypid = t.oid
      WHERE NOT EXISTS (
        SELECT FROM pg_depend
        WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
      GROUP BY t.oid
      ORDER BY t.oid
      """;

  /// In the order of their making, which is that of one domain over another.
  private static final String DOMAINS =
      """
      SELECT
        format('CREATE DOMAIN %s AS %s', format_type(t.oid, NULL),
          format_type(typbasetype, typtypmod))
        || coalesce(' DEFAULT ' || typdefault, '')
        || CASE WHEN typnotnull THEN ' NOT NULL' ELSE '' END
        || coalesce((
          SELECT string_agg(
            format(' CONSTRAINT %I %s', conname, pg_get_constraintdef(k.oid)), '' ORDER BY conname)
          FROM pg_constraint AS k
          WHERE contypid = t.oid AND contype = 'c'), '')
      FROM pg_type AS t
      JOIN space ON space.oid = t.typnamespace
      WHERE typtype = 'd' AND NOT EXISTS (
        SELECT FROM pg_depend
        WHERE classid = 'pg_type'::regclass AND objid = t.oid AND deptype = 'e')
      ORDER BY t.oid
      """;

  /// START WITH, INCREMENT BY … of a sequence `s`.
  private static final String SEQUENCE =
      """
      format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s',
        seqstart, seqincrement, seqmin, seqmax, seqcache,
        CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
      """;

  /// Without those of identity columns, which come with their columns.
  private static final String SEQUENCES =
      """
      SELECT format('CREATE SEQUENCE %s AS %s %s', name, format_type(seqtypid, NULL),
      """
          + SEQUENCE
          + """
          )
          FROM relation AS r
          JOIN pg_sequence ON seqrelid = r.oid
          WHERE NOT EXISTS (
            SELECT FROM pg_depend
            WHERE classid = 'pg_class'::regclass AND objid = r.oid AND deptype = 'i')
          ORDER BY name
          """;

  /// A partition is made as a table of its own, with its columns in their order, and attached while
  /// it is empty. Its identity, if any, is the parent's.
  private static final String TABLES =
      """
      , written AS (
        SELECT
          a.attrelid,
          a.attnum,
          quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod)
            || CASE
              WHEN a.attcollation NOT IN (0, t.typcollation)
              THEN (
                SELECT format(' COLLATE %I.%I', n.nspname, collname)
                FROM pg_collation AS l
                JOIN pg_namespace AS n ON n.oid = collnamespace
                WHERE l.oid = a.attcollation)
              ELSE ''
            END
            || CASE
              WHEN a.attgenerated <> ''
              THEN format(' GENERATED ALWAYS AS (%s) %s', pg_get_expr(d.adbin, d.adrelid),
                CASE a.attgenerated WHEN 's' THEN 'STORED' ELSE 'VIRTUAL' END)
              WHEN a.attidentity <> '' AND NOT r.relispartition
              THEN (
                SELECT format(' GENERATED %s AS IDENTITY (SEQUENCE NAME %s %s)',
                  CASE a.attidentity WHEN 'a' THEN 'ALWAYS' ELSE 'BY DEFAULT' END,
                  s.name,
      """
          + SEQUENCE
          + """
                    )
                    FROM pg_depend AS i
                    JOIN relation AS s ON s.oid = i.objid
                    JOIN pg_sequence ON seqrelid = s.oid
                    WHERE i.classid = 'pg_class'::regclass AND i.refclassid = 'pg_class'::regclass
                      AND i.refobjid = a.attrelid AND i.refobjsubid = a.attnum AND i.deptype = 'i')
                  WHEN d.adbin IS NOT NULL THEN ' DEFAULT ' || pg_get_expr(d.adbin, d.adrelid)
                  ELSE ''
                END
                || CASE WHEN a.attnotnull THEN ' NOT NULL' ELSE '' END AS definition
            FROM pg_attribute AS a
            JOIN relation AS r ON r.oid = a.attrelid
            JOIN pg_type AS t ON t.oid = a.atttypid
            LEFT JOIN pg_attrdef AS d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
            WHERE a.attnum > 0 AND NOT a.attisdropped
            UNION ALL
            SELECT
              conrelid,
              30000 + row_number() OVER (PARTITION BY conrelid ORDER BY conname),
              format('CONSTRAINT %I %s', conname, pg_get_constraintdef(k.oid))
            FROM pg_constraint AS k
            WHERE contype = 'c' AND conrelid <> 0 AND convalidated
          )
          SELECT
            format(E'CREATE %sTABLE %s (\\n%s\\n)',
              CASE relpersistence WHEN 'u' THEN 'UNLOGGED ' ELSE '' END,
              name,
              (SELECT string_agg('  ' || definition, E',\\n' ORDER BY attnum) FROM written
                WHERE attrelid = relation.oid))
            || CASE relkind WHEN 'p' THEN ' PARTITION BY ' || pg_get_partkeydef(oid) ELSE '' END
            || coalesce(' WITH (' || (
              SELECT string_agg(one, ', ') FROM (
                SELECT unnest(reloptions) AS one
                UNION ALL
                SELECT 'toast.' || unnest(t.reloptions)
                FROM pg_class AS t
                WHERE t.oid = relation.reltoastrelid) AS options) || ')', '')
          FROM relation
          WHERE relkind IN ('r', 'p')
          ORDER BY name
          """;

  private static final String PARTITIONS =
      """
      SELECT
        format('ALTER TABLE ONLY %s ATTACH PARTITION %s %s', parent.name, child.name,
          pg_get_expr(child.relpartbound, child.oid))
      FROM pg_inherits
      JOIN relation AS parent ON parent.oid = inhparent
      JOIN relation AS child ON child.oid = inhrelid
      WHERE child.relispartition AND child.relkind IN ('r', 'p')
      ORDER BY child.name
      """;

  private static final String INHERITED =
      """
      SELECT format('ALTER TABLE ONLY %s INHERIT %s', child.name, parent.name)
      FROM pg_inherits
      JOIN relation AS parent ON parent.oid = inhparent
      JOIN relation AS child ON child.oid = inhrelid
      WHERE NOT child.relispartition AND child.relkind = 'r'
      ORDER BY child.name, inhseqno
      """;

  private static final String COLUMN_SETTINGS =
      """
      SELECT
        format('ALTER TABLE ONLY %s ALTER COLUMN %I SET %s', name, attname, setting)
      FROM pg_attribute AS a
      JOIN relation ON relation.oid = attrelid
      JOIN pg_type AS t ON t.oid = atttypid
      CROSS JOIN LATERAL (
        SELECT 'STORAGE ' || CASE attstorage
          WHEN 'p' THEN 'PLAIN' WHEN 'e' THEN 'EXTERNAL' WHEN 'm' THEN 'MAIN' ELSE 'EXTENDED' END
        WHERE attstorage <> typstorage
        UNION ALL
        SELECT 'COMPRESSION ' || CASE attcompression WHEN 'p' THEN 'pglz' ELSE 'lz4' END
        WHERE attcompression <> ''
        UNION ALL
        SELECT 'STATISTICS ' || attstattarget
        WHERE attstattarget >= 0
        UNION ALL
        SELECT '(' || array_to_string(attoptions, ', ') || ')'
        WHERE attoptions IS NOT NULL
      ) AS s (setting)
      WHERE relkind IN ('r', 'p') AND attnum > 0 AND NOT attisdropped
      ORDER BY name, attnum, setting
      """;

  private static final String OWNED_SEQUENCES =
      """
      SELECT format('ALTER SEQUENCE %s OWNED BY %s.%I', s.name, r.name, attname)
      FROM pg_depend AS d
      JOIN relation AS s ON s.oid = d.objid AND s.relkind = 'S'
      JOIN relation AS r ON r.oid = d.refobjid
      JOIN pg_attribute ON attrelid = r.oid AND attnum = d.refobjsubid
      WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass
        AND d.deptype = 'a'
      ORDER BY s.name
      """;

  /// On each partition, too, and under their own names; then attached like other indexes.
  private static final String KEYS =
      """
      SELECT format('ALTER TABLE ONLY %s ADD CONSTRAINT %I %s', name, conname,
        pg_get_constraintdef(k.oid))
      FROM pg_constraint AS k
      JOIN relation ON relation.oid = conrelid
      WHERE contype IN ('p', 'u', 'x')
      ORDER BY name, contype, conname
      """;

  private static final String INDEXES =
      """
      SELECT pg_get_indexdef(indexrelid)
      FROM pg_index
      JOIN relation ON relation.oid = indrelid
      WHERE relkind IN ('r', 'p') AND (indisvalid OR relkind = 'p')
        AND NOT EXISTS (
          SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
      ORDER BY name, indexrelid::regclass::text
      """;

  private static final String INDEX_PARTITIONS =
      """
      SELECT format('ALTER INDEX %s ATTACH PARTITION %s', parent.name, child.name)
      FROM pg_inherits
      JOIN relation AS parent ON parent.oid = inhparent AND parent.relkind = 'I'
      JOIN relation AS child ON child.oid = inhrelid
      ORDER BY child.name
      """;

  private static final String CHECKS_NOT_VALID =
      """
      SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname,
        pg_get_constraintdef(k.oid))
      FROM pg_constraint AS k
      JOIN relation ON relation.oid = conrelid
      WHERE contype = 'c' AND NOT convalidated AND coninhcount = 0
      ORDER BY name, conname
      """;

  private static final String FOREIGN_KEYS =
      """
      SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname,
        pg_get_constraintdef(k.oid))
      FROM pg_constraint AS k
      JOIN relation ON relation.oid = conrelid
      WHERE contype = 'f' AND conparentid = 0
      ORDER BY name, conname
      """;

  private static final String STATISTICS =
      """
      SELECT pg_get_statisticsobjdef(s.oid)
      FROM pg_statistic_ext AS s
      JOIN relation ON relation.oid = stxrelid
      ORDER BY name, stxname
      """;

  private static final String TRIGGERS =
      """
      SELECT line
      FROM pg_trigger AS t
      JOIN relation ON relation.oid = tgrelid
      CROSS JOIN LATERAL (
        SELECT 1, pg_get_triggerdef(t.oid)
        UNION ALL
        SELECT 2, format('ALTER TABLE %s %s TRIGGER %I', name,
          CASE tgenabled
            WHEN 'D' THEN 'DISABLE' WHEN 'A' THEN 'ENABLE ALWAYS' ELSE 'ENABLE REPLICA' END,
          tgname)
        WHERE tgenabled <> 'O'
      ) AS l (number, line)
      WHERE NOT tgisinternal AND tgparentid = 0
      ORDER BY name, tgname, number
      """;

  private static final String COMMENTS =
      """
      SELECT
        format('COMMENT ON %s %s IS %L',
          CASE
            WHEN i.type LIKE '% column' THEN 'COLUMN'
            WHEN i.type LIKE '% constraint' THEN 'CONSTRAINT'
            ELSE upper(i.type)
          END,
          i.identity, description)
      FROM pg_description AS d
      CROSS JOIN LATERAL pg_identify_object(classoid, objoid, objsubid) AS i
      WHERE (
          i.schema IN (SELECT nspname FROM space)
          OR (i.type IN ('table constraint', 'trigger')
            AND split_part(i.identity, ' on ', 2) IN (SELECT name FROM relation))
          OR (i.type = 'schema' AND i.name <> 'public'
            AND objoid IN (SELECT oid FROM space)))
        AND i.type IN ('table', 'view', 'materialized view', 'index', 'sequence', 'table column',
          'view column', 'materialized view column', 'table constraint', 'trigger', 'schema',
          'function', 'procedure', 'type')
        AND NOT EXISTS (
          SELECT FROM pg_depend
          WHERE classid = d.classoid AND objid = d.objoid AND deptype = 'e')
      ORDER BY i.type, i.identity
      """;

  /// To roles that may not be there where it is restored: then nobody is given anything.
  private static final String GRANTS =
      """
      SELECT
        CASE grantee
          WHEN 0 THEN format('GRANT %s ON %s TO PUBLIC', list, what)
          ELSE format(
            'DO $grant$ BEGIN IF EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = %L)'
              || ' THEN GRANT %s ON %s TO %I; END IF; END $grant$',
            pg_get_userbyid(grantee), list, what, pg_get_userbyid(grantee))
        END
      FROM (
        SELECT what, grantee, string_agg(privilege_type, ', ' ORDER BY privilege_type) AS list
        FROM (
          SELECT
            CASE relkind WHEN 'S' THEN 'SEQUENCE ' ELSE 'TABLE ' END || name AS what,
            relowner AS owner,
            relacl AS acl
          FROM relation
          WHERE relkind IN ('r', 'p', 'v', 'm', 'S')
          UNION ALL
          SELECT 'SCHEMA ' || space.name, nspowner, nspacl
          FROM space
          JOIN pg_namespace AS n ON n.oid = space.oid
          WHERE space.name <> 'public'
        ) AS thing
        CROSS JOIN LATERAL aclexplode(acl) AS a
        WHERE a.grantee <> owner AND privilege_type <> 'MAINTAIN'
        GROUP BY what, a.grantee
      ) AS right_given
      ORDER BY what, grantee
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
