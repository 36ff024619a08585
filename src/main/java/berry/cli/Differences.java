package berry.cli;

import berry.recovery.DryRun;
import berry.recovery.DryRun.Table;
import java.util.ArrayList;
import java.util.List;

/// A dry run as a table on a terminal. Tables that are empty on both sides are left out.
final class Differences {

  private Differences() {}

  static List<String> lines(DryRun dry) {
    List<Table> shown =
        dry.tables().stream().filter(one -> one.now() > 0 || one.backup() > 0).toList();
    int width = shown.stream().mapToInt(one -> one.name().length()).max().orElse(5);
    String form = "%-" + Math.max(width, 5) + "s %12s %12s %12s";
    List<String> lines = new ArrayList<>();
    lines.add(form.formatted("table", "now", "backup", "lost"));
    for (Table one : shown) {
      lines.add(
          form.formatted(
              one.name(),
              one.now(),
              one.backup(),
              one.lost() == 0 ? "-" : String.valueOf(one.lost())));
    }
    lines.add(
        "%s → %s: %d rows would be lost. Nothing was changed; --confirm=%s does it."
            .formatted(dry.source(), dry.database(), dry.lost(), dry.database()));
    return lines;
  }
}
