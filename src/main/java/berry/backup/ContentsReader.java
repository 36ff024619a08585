package berry.backup;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Counts what a script holds, and hands each table's sum on.
///
/// For one thread, once.
final class ContentsReader {

  private static final String HISTORY = "public.flyway_schema_history";

  /// A history is a few lines; a table that only has its name must not fill the memory.
  private static final int LONGEST = 1 << 20;

  private static final String NAME = "((?:\"(?:[^\"]|\"\")*\"|[^\\s\"])+)";
  private static final Pattern ATTACHED =
      Pattern.compile(
          "(?is)ALTER\\s+TABLE\\s+(?:ONLY\\s+)?"
              + NAME
              + "\\s+ATTACH\\s+PARTITION\\s+"
              + NAME
              + ".*");
  private static final Pattern COLUMNS = Pattern.compile("(?is)COPY\\s[^(]*\\(([^)]*)\\).*");

  private final Map<String, Long> rows = new LinkedHashMap<>();
  private final Map<String, String> parents = new LinkedHashMap<>();
  private List<String> migrations = List.of();
  private long bytes;

  /// Hears the sum of each table in its order.
  interface Listener {
    void table(TableSum sum);
  }

  /// @throws Damaged when it ends before its last line
  Contents read(InputStream in, Progress progress, Listener listener) throws IOException {
    ScriptReader script = new ScriptReader(in);
    boolean anything = false;
    for (String one = script.statement(); one != null; one = script.statement()) {
      anything = true;
      if (ScriptReader.copies(one)) {
        listener.table(copy(one, script, progress));
      } else {
        note(one);
      }
    }
    if (!anything) {
      throw new Damaged(
          "the script holds no statement, it is empty or only comments: whatever wrote it was"
              + " stopped before it began, or it is no dump");
    }
    if (!script.complete()) {
      throw new Damaged("the script has no last line: it was cut off");
    }
    return new Contents(rows, parents, migrations, bytes);
  }

  private TableSum copy(String statement, ScriptReader script, Progress progress)
      throws IOException {
    String table = ScriptStore.table(statement);
    RowSum sum = new RowSum();
    ByteArrayOutputStream kept = new ByteArrayOutputStream();
    boolean history = table.equals(HISTORY);
    progress.table(table);
    script.rows((text, offset, count) -> {
      sum.add(text, offset, count);
      progress.advances(count);
      if (history && kept.size() < LONGEST) {
        kept.write(text, offset, count);
      }
    });
    if (history) {
      migrations = migrations(statement, kept.toString(StandardCharsets.UTF_8));
    }
    TableSum all = sum.of(table);
    rows.merge(table, all.rows(), Long::sum);
    bytes += all.bytes();
    return all;
  }

  private void note(String statement) throws Damaged {
    Matcher attached = ATTACHED.matcher(statement);
    if (attached.matches()) {
      parents.put(attached.group(2), attached.group(1));
    }
    if (statement.regionMatches(true, 0, "INSERT INTO", 0, 11)) {
      throw new Damaged(
          "its rows are INSERT statements, which nobody can count or compare; make the dump without"
              + " --inserts");
    }
  }

  private static List<String> migrations(String copy, String lines) {
    Matcher list = COLUMNS.matcher(copy);
    if (!list.matches()) {
      return List.of();
    }
    List<String> columns = List.of(list.group(1).replace("\"", "").split(",\\s*", -1));
    int script = columns.indexOf("script");
    int success = columns.indexOf("success");
    List<String> found = new ArrayList<>();
    for (String line : lines.split("\n", -1)) {
      String[] cells = line.split("\t", -1);
      if (cells.length == columns.size() && script >= 0 && success >= 0) {
        if (cells[success].equals("t")) {
          found.add(cells[script]);
        }
      }
    }
    return found;
  }
}
