package berry.backup;

/// Queries of the catalog that write what is quicker over rows that are there already, or needs all
/// of them: keys, indexes, triggers, rights. Each goes on after [CatalogStore#OURS].
final class ConstraintCatalog {

  private ConstraintCatalog() {}

  /// On each partition, too, and under their own names; then attached like other indexes.
  static final String KEYS =
      """
      SELECT format('ALTER TABLE ONLY %s ADD CONSTRAINT %I %s', name, conname,
        pg_get_constraintdef(k.oid))
      FROM pg_constraint AS k
      JOIN relation ON relation.oid = conrelid
      WHERE contype IN ('p', 'u', 'x')
      ORDER BY name, contype, conname
      """;

  static final String INDEXES =
      """
      SELECT pg_get_indexdef(indexrelid)
      FROM pg_index
      JOIN relation ON relation.oid = indrelid
      WHERE relkind IN ('r', 'p') AND (indisvalid OR relkind = 'p')
        AND NOT EXISTS (
          SELECT FROM pg_constraint WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x'))
      ORDER BY name, indexrelid::regclass::text
      """;

  static final String INDEX_PARTITIONS =
      """
      SELECT format('ALTER INDEX %s ATTACH PARTITION %s', parent.name, child.name)
      FROM pg_inherits
      JOIN relation AS parent ON parent.oid = inhparent AND parent.relkind = 'I'
      JOIN relation AS child ON child.oid = inhrelid
      ORDER BY child.name
      """;

  static final String CHECKS_NOT_VALID =
      """
      SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname,
        pg_get_constraintdef(k.oid))
      FROM pg_constraint AS k
      JOIN relation ON relation.oid = conrelid
      WHERE contype = 'c' AND NOT convalidated AND coninhcount = 0
      ORDER BY name, conname
      """;

  static final String FOREIGN_KEYS =
      """
      SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', name, conname,
        pg_get_constraintdef(k.oid))
      FROM pg_constraint AS k
      JOIN relation ON relation.oid = conrelid
      WHERE contype = 'f' AND conparentid = 0
      ORDER BY name, conname
      """;

  static final String STATISTICS =
      """
      SELECT pg_get_statisticsobjdef(s.oid)
      FROM pg_statistic_ext AS s
      JOIN relation ON relation.oid = stxrelid
      ORDER BY name, stxname
      """;

  static final String TRIGGERS =
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

  static final String COMMENTS =
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
  static final String GRANTS =
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
}
