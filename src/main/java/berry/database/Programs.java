package berry.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Runs programs that come with PostgreSQL, and finds in what they say why they failed.
final class Programs {

  private static final Pattern TELLING = Pattern.compile("^.*?(FATAL|PANIC|HINT|error):");

  private Programs() {}

  /// Waits for the end.
  ///
  /// @param what it does, for the message
  /// @throws DatabaseUnusable when it fails
  static void run(List<String> command, String what) {
    try {
      Process process = ChildProcess.talking(command);
      process.getOutputStream().close();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      int exit = process.waitFor();
      if (exit != 0) {
        throw new DatabaseUnusable(what + " failed (exit " + exit + "): " + reason(said));
      }
    } catch (IOException e) {
      throw new DatabaseUnusable(what + " failed: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnusable(what + " was interrupted", e);
    }
  }

  /// The lines that say what went wrong, without time stamps and program names.
  static String telling(String said) {
    return said.lines()
        .filter(line -> TELLING.matcher(line).find())
        .map(line -> TELLING.matcher(line).replaceFirst("").strip())
        .collect(Collectors.joining("; "));
  }

  private static String reason(String said) {
    String telling = telling(said);
    return telling.isEmpty() ? said.lines().reduce((a, b) -> b).orElse("") : telling;
  }
}
