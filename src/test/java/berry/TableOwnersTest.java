package berry;

import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A table has one owner. Only that package writes it, and only it counts it, so that a number
/// can't come out twice in two ways. Others join its rows, or ask.
///
/// It reads the text of statements, so it sees upper-case SQL with the table's name in it, and
/// neither COPY nor a name put in while running (partitions).
final class TableOwnersTest {

  private static final Path SOURCES = Path.of("src/main/java/berry");
  private static final Path MIGRATIONS = Path.of("src/main/resources/berry/database/migration");

  private static final Map<String, String> OWNERS =
      Map.ofEntries(
          entry("update_seen", "inbox"),
          entry("incoming", "inbox"),
          entry("outage", "inbox"),
          entry("reception", "inbox"),
          entry("intake_pause", "inbox"),
          entry("person", "audience"),
          entry("chat", "audience"),
          entry("activity", "audience"),
          entry("person_day", "audience"),
          entry("first_reply", "audience"),
          entry("message", "conversations"),
          entry("message_version", "conversations"),
          entry("conversation", "conversations"),
          entry("message_search", "conversations"),
          entry("follower", "conversations"),
          entry("note", "conversations"),
          entry("draft", "conversations"),
          entry("conversation_read", "conversations"),
          entry("template", "conversations"),
          entry("alert", "alerts"),
          entry("alert_episode", "alerts"),
          entry("alert_silence", "alerts"),
          entry("contact", "escalation"),
          entry("oncall", "escalation"),
          entry("incident", "escalation"),
          entry("incident_alert", "escalation"),
          entry("incident_event", "escalation"),
          entry("escalation_timer", "escalation"),
          entry("notification", "escalation"),
          entry("setting_change", "settings"),
          entry("deploy", "diagnostics"),
          entry("metric_point", "monitoring"),
          entry("replica", "monitoring"),
          entry("outgoing", "outbox"),
          entry("outgoing_file", "outbox"),
          entry("outgoing_file_part", "outbox"),
          entry("outgoing_pace", "outbox"),
          entry("upload", "outbox"),
          entry("staff", "access"),
          entry("session", "access"),
          entry("sign_out", "access"),
          entry("code", "access"),
          entry("audit", "access"),
          entry("webhook_secret", "access"),
          entry("backup", "backup"),
          entry("backup_work", "backup"),
          entry("backup_drill", "backup"),
          entry("setting", "settings"),
          entry("change", "database"),
          entry("lease", "database"),
          entry("scheduled_tasks", "database"));

  private static final Pattern CREATED =
      Pattern.compile("CREATE TABLE (?:IF NOT EXISTS )?(?!\\w+ PARTITION|demo\\.)(\\w+)");
  private static final Pattern LITERAL =
      Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
  private static final Pattern WRITTEN =
      Pattern.compile(
          "(INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\\s+(?:ONLY\\s+)?(demo\\.|public\\.)?"
              + "([a-z_]+)");
  private static final Pattern COUNTED =
      Pattern.compile("\\b(?:count|sum|percentile_cont|avg)\\s*\\(");
  private static final Pattern READ =
      Pattern.compile("\\b(?:FROM|JOIN)\\s+(?:ONLY\\s+)?(demo\\.|public\\.)?([a-z_]+)");

  @Test
  void every_table_has_an_owner() throws IOException {
    Set<String> made = new TreeSet<>();
    for (Path migration : files(MIGRATIONS, ".sql")) {
      Matcher created = CREATED.matcher(Files.readString(migration));
      while (created.find()) {
        made.add(created.group(1));
      }
    }

    assertThat(made).isSubsetOf(OWNERS.keySet()).isNotEmpty();
  }

  @Test
  void a_table_is_written_and_counted_by_its_owner_only() throws IOException {
    Set<String> found = new TreeSet<>();
    for (Path file : files(SOURCES, ".java")) {
      Matcher literals = LITERAL.matcher(withoutComments(Files.readString(file)));
      while (literals.find()) {
        String sql = literals.group(1) == null ? literals.group(2) : literals.group(1);
        judge(sql, home(file), found);
      }
    }

    assertThat(found).isEmpty();
  }

  @Test
  void sees_who_writes_and_counts() {
    Set<String> found = new TreeSet<>();
    judge("UPDATE person SET name = :name", "inbox", found);
    judge("SELECT id, (SELECT count(*) FROM outgoing WHERE true) FROM person", "audience", found);
    judge("SELECT count(*) FROM (SELECT id FROM message) AS some", "audience", found);
    judge("SELECT count(*) FROM person WHERE NOT EXISTS (SELECT FROM staff)", "audience", found);
    judge("INSERT INTO chat (id) VALUES (1) ON CONFLICT DO UPDATE SET a = 1", "audience", found);
    judge("SELECT id FROM code FOR UPDATE", "inbox", found);
    judge("SELECT coalesce(sum(value), 0) FROM activity", "inbox", found);
    judge("INSERT INTO demo.message SELECT count(*) FROM demo.chat", "audience", found);
    judge("UPDATE demo.message SET text = 'x'", "conversations", found);

    assertThat(found)
        .containsExactly(
            "audience message",
            "audience outgoing",
            "conversations message",
            "inbox activity",
            "inbox person");
  }

  private static void judge(String sql, String home, Set<String> found) {
    Matcher written = WRITTEN.matcher(sql);
    while (written.find()) {
      note(written.group(2), written.group(3), home, found);
    }
    Matcher counted = COUNTED.matcher(sql);
    while (counted.find()) {
      Matcher read = READ.matcher(select(sql, counted.start()));
      while (read.find()) {
        note(read.group(1), read.group(2), home, found);
      }
    }
  }

  /// @param schema with its dot; a made-up month is the audience's as a whole
  private static void note(@Nullable String schema, String table, String home, Set<String> found) {
    String owner = "demo.".equals(schema) ? "audience" : OWNERS.get(table);
    if (owner != null && !owner.equals(home)) {
      found.add(home + " " + table);
    }
  }

  /// The SELECT that a place belongs to, without what stands in brackets of its own: a count does
  /// not count what a sub-select reads. What it selects from in brackets it does count.
  private static String select(String sql, int place) {
    for (int begin = opening(sql, place); ; begin = opening(sql, begin - 1)) {
      String level = level(sql, begin);
      if (begin == 0 || level.stripLeading().startsWith("SELECT")) {
        return level;
      }
    }
  }

  /// Where the innermost brackets around a place begin inside; 0 when there are none.
  private static int opening(String sql, int place) {
    int depth = 0;
    for (int at = place - 1; at >= 0; at--) {
      depth += sql.charAt(at) == ')' ? 1 : sql.charAt(at) == '(' ? -1 : 0;
      if (depth < 0) {
        return at + 1;
      }
    }
    return 0;
  }

  private static String level(String sql, int begin) {
    var level = new StringBuilder();
    int depth = 0;
    for (int at = begin; at < sql.length() && depth >= 0; at++) {
      char one = sql.charAt(at);
      depth += one == '(' ? 1 : one == ')' ? -1 : 0;
      if (depth == 1 && one == '(' && level.toString().stripTrailing().endsWith("FROM")) {
        level.append(level(sql, at + 1));
      } else if (depth == 0 && one != ')') {
        level.append(one);
      }
    }
    return level.toString();
  }

  private static String withoutComments(String java) {
    return java.replaceAll("(?m)^\\s*//.*$", "");
  }

  private static String home(Path file) {
    Path inside = SOURCES.relativize(file);
    return inside.getNameCount() == 1 ? "" : inside.getName(0).toString();
  }

  private static Iterable<Path> files(Path folder, String ending) throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    }
  }
}
