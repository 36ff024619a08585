package berry.backup;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/// Functions and views, which stand on each other in any order. See [CatalogStore] for the
/// connection.
final class ObjectStore {

  private final Connection connection;

  ObjectStore(Connection connection) {
    this.connection = connection;
  }

  /// @param needs keys of others
  private record Node(String statement, boolean late, List<String> needs) {}

  DependencyOrder read() throws SQLException {
    Map<String, Node> nodes = new LinkedHashMap<>();
    try (PreparedStatement statement = connection.prepareStatement(CatalogStore.OURS + NODES);
        ResultSet row = statement.executeQuery()) {
      while (row.next()) {
        String[] needs = (String[]) row.getArray(4).getArray();
        nodes.put(row.getString(1), new Node(row.getString(2), row.getBoolean(3), List.of(needs)));
      }
    }
    List<String> order = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    nodes.keySet().forEach(key -> visit(key, nodes, seen, order));
    Set<String> late = new HashSet<>();
    for (String key : order) {
      Node node = known(nodes, key);
      if (node.late() || node.needs().stream().anyMatch(late::contains)) {
        late.add(key);
      }
    }
    return new DependencyOrder(
        statements(order, nodes, key -> !late.contains(key)),
        statements(order, nodes, late::contains));
  }

  private static void visit(
      String key, Map<String, Node> nodes, Set<String> seen, List<String> order) {
    Node node = nodes.get(key);
    if (node == null || !seen.add(key)) {
      return;
    }
    node.needs().forEach(one -> visit(one, nodes, seen, order));
    order.add(key);
  }

  private static List<String> statements(
      List<String> order, Map<String, Node> nodes, Predicate<String> which) {
    return order.stream().filter(which).map(key -> known(nodes, key).statement()).toList();
  }

  private static Node known(Map<String, Node> nodes, String key) {
    Node node = nodes.get(key);
    if (node == null) {
      throw new IllegalStateException("no object " + key);
    }
    return node;
  }

  /// Key, statement, whether it needs a table, what else it needs. The indexes of a materialized
  /// view come with it.
  private static final String NODES =
      """
      , function AS (
        SELECT p.oid
        FROM pg_proc AS p
        JOIN space ON space.oid = pronamespace
        WHERE prokind IN ('f', 'p', 'w') AND NOT EXISTS (
          SELECT FROM pg_depend
          WHERE classid = 'pg_proc'::regclass AND objid = p.oid AND deptype = 'e')
      ),
      link AS (
        SELECT
          'c' || ev_class AS key,
          CASE refclassid WHEN 'pg_proc'::regclass THEN 'p' ELSE 'c' END || refobjid AS need,
          false AS needs_table
        FROM pg_rewrite AS w
        JOIN pg_depend ON classid = 'pg_rewrite'::regclass AND objid = w.oid
        WHERE refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass) AND refobjid <> ev_class
        UNION
        SELECT
          'p' || objid,
          CASE refclassid WHEN 'pg_proc'::regclass THEN 'p' ELSE 'c' END
            || coalesce(nullif(typrelid, 0), refobjid),
          refclassid = 'pg_class'::regclass OR typrelid <> 0
        FROM pg_depend
        JOIN function ON function.oid = objid
        LEFT JOIN pg_type AS t ON refclassid = 'pg_type'::regclass AND t.oid = refobjid
        WHERE classid = 'pg_proc'::regclass
          AND refclassid IN ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass)
      )
      SELECT
        key,
        statement,
        late OR EXISTS (SELECT FROM link WHERE link.key = node.key AND needs_table),
        ARRAY(SELECT need FROM link WHERE link.key = node.key ORDER BY need)
      FROM (
        SELECT
          'c' || oid AS key,
          format(E'CREATE %s %s%s AS\\n%s',
            CASE relkind WHEN 'v' THEN 'VIEW' ELSE 'MATERIALIZED VIEW' END,
            name,
            ' WITH (' || nullif(array_to_string(reloptions, ', '), '') || ')',
            rtrim(pg_get_viewdef(oid), ';'))
          || coalesce((
            SELECT string_agg(E';\\n\\n' || pg_get_indexdef(indexrelid), '')
            FROM pg_index
            WHERE indrelid = relation.oid), '') AS statement,
          true AS late
        FROM relation
        WHERE relkind IN ('v', 'm')
        UNION ALL
        SELECT 'p' || oid, rtrim(pg_get_functiondef(oid), E'\\n'), false
        FROM function
      ) AS node
      ORDER BY key
      """;
}
