package berry.backup;

/// Queries of the catalog that write what a table needs before it takes rows: schemas, types,
/// sequences, the tables themselves. Each goes on after [CatalogStore#OURS].
final class TableCatalog {

  private TableCatalog() {}

  static final String SCHEMAS =
      """
      SELECT 'CREATE SCHEMA IF NOT EXISTS ' || name
      FROM space
      ORDER BY name
      """;

  static final String EXTENSIONS =
      """
      SELECT format('CREATE EXTENSION IF NOT EXISTS %I WITH SCHEMA %I', extname, nspname)
      FROM pg_extension
      JOIN pg_namespace AS n ON n.oid = extnamespace
      WHERE extname <> 'plpgsql'
      ORDER BY extname
      """;

  static final String ENUMS =
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
  static final String DOMAINS =
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
  static final String SEQUENCE =
      """
      format('START WITH %s INCREMENT BY %s MINVALUE %s MAXVALUE %s CACHE %s%s',
        seqstart, seqincrement, seqmin, seqmax, seqcache,
        CASE WHEN seqcycle THEN ' CYCLE' ELSE '' END)
      """;

  /// Without those of identity columns, which come with their columns.
  static final String SEQUENCES =
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
  static final String TABLES =
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

  static final String PARTITIONS =
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

  static final String INHERITED =
      """
      SELECT format('ALTER TABLE ONLY %s INHERIT %s', child.name, parent.name)
      FROM pg_inherits
      JOIN relation AS parent ON parent.oid = inhparent
      JOIN relation AS child ON child.oid = inhrelid
      WHERE NOT child.relispartition AND child.relkind = 'r'
      ORDER BY child.name, inhseqno
      """;

  static final String COLUMN_SETTINGS =
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

  static final String OWNED_SEQUENCES =
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
}
