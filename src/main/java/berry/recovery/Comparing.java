package berry.recovery;

import berry.backup.RestoringStore;
import berry.backup.RowCountStore.Counted;
import berry.recovery.DryRun.Table;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/// Two databases beside each other, in numbers of rows.
final class Comparing {

  private static final String USUAL_SCHEMA = "public.";

  private Comparing() {}

  static List<Table> tables(Counted live, Map<String, Long> rows, Map<String, String> parents) {
    Map<String, String> all = new HashMap<>(parents);
    all.putAll(live.parents());
    Map<String, Long> now = RestoringStore.summed(live.rows(), all);
    Map<String, Long> then = RestoringStore.summed(rows, all);
    TreeSet<String> names = new TreeSet<>(now.keySet());
    names.addAll(then.keySet());
    return names.stream()
        .map(name -> {
          long here = now.getOrDefault(name, 0L);
          long there = then.getOrDefault(name, 0L);
          return new Table(shown(name), here, there, Math.max(0, here - there));
        })
        .toList();
  }

  private static String shown(String name) {
    return name.startsWith(USUAL_SCHEMA) ? name.substring(USUAL_SCHEMA.length()) : name;
  }
}
