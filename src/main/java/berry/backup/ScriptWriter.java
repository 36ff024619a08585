package berry.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Writes a database as a plain SQL script, which psql reads as well as [ScriptReader]: schema,
/// rows, then what is quicker to make over rows that are there.
///
/// For one thread.
final class ScriptWriter {

  /// The last line: a script without it was cut off.
  static final String END = "-- end of the backup";

  /// What a session that reads it must be told.
  private static final List<String> SETTINGS =
      List.of(
          "SET statement_timeout = 0",
          "SET lock_timeout = 0",
          "SET idle_in_transaction_session_timeout = 0",
          "SET client_encoding = 'UTF8'",
          "SET standard_conforming_strings = on",
          "SET DateStyle = 'ISO, YMD'",
          "SET IntervalStyle = 'postgres'",
          "SET check_function_bodies = off",
          "SET client_min_messages = warning",
          "SET row_security = off",
          "SELECT pg_catalog.set_config('search_path', '', false)");

  private final OutputStream out;
  private final Progress progress;

  ScriptWriter(OutputStream out, Progress progress) {
    this.out = out;
    this.progress = progress;
  }

  Script write(Script.Source source, Outline outline, Facts facts) throws IOException {
    line("-- Berry, backup of database " + facts.database().replaceAll("\\R", " "));
    line("-- PostgreSQL " + facts.serverVersion());
    line("-- psql -v ON_ERROR_STOP=1 reads it into an empty database.");
    line("");
    statements(SETTINGS);
    statements(outline.before());
    List<TableSum> sums = new ArrayList<>();
    for (Outline.Table table : outline.tables()) {
      progress.table(table.name());
      Optional<String> why = LeftOut.why(table.name());
      if (why.isPresent()) {
        line("-- The rows of " + table.name() + " are left out: " + why.get());
        line("");
      } else {
        sums.add(rows(source, table));
      }
    }
    statements(outline.after());
    List<SequenceValue> sequences = source.sequences();
    for (SequenceValue one : sequences) {
      statement(
          "SELECT pg_catalog.setval('%s', %d, %s)"
              .formatted(one.name().replace("'", "''"), one.value(), one.called()));
    }
    statement("ANALYZE");
    line(END);
    return new Script(List.copyOf(sums), sequences);
  }

  private TableSum rows(Script.Source source, Outline.Table table) throws IOException {
    line(table.copy() + ";");
    TableSum sum = source.copy(table, out, progress);
    line("\\.");
    line("");
    return sum;
  }

  private void statements(List<String> all) throws IOException {
    for (String one : all) {
      statement(one);
    }
  }

  private void statement(String text) throws IOException {
    line(text + ";");
    line("");
  }

  private void line(String text) throws IOException {
    out.write(text.getBytes(UTF_8));
    out.write('\n');
  }
}
