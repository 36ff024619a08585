package berry.database;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The one place where Berry starts other programs (`ArchitectureTest` sees to that).
///
/// They get none of our secrets: whoever may run a program inside PostgreSQL, or reads
/// `/proc/<pid>/environ`, would find `BOT_TOKEN` there. Nor do they get the `PG…` variables of the
/// shell that Berry was started from, which are meant for another server.
final class ChildProcess {

  /// Where programs and their libraries lie, which language and time zone, where drafts may be put.
  /// What is not named here is not passed on, so a secret of tomorrow stays with us, too.
  private static final Set<String> PASSED_ON =
      Set.of("PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR", "TZ", "LANG", "LANGUAGE");

  private ChildProcess() {}

  /// What it says and complains of is one stream, which the caller reads.
  static Process talking(List<String> command) throws IOException {
    return begin(command, ProcessBuilder.Redirect.PIPE);
  }

  /// What it says is appended to a file.
  static Process logging(List<String> command, Path file) throws IOException {
    return begin(command, ProcessBuilder.Redirect.appendTo(file.toFile()));
  }

  static Process silent(List<String> command) throws IOException {
    return begin(command, ProcessBuilder.Redirect.DISCARD);
  }

  private static Process begin(List<String> command, ProcessBuilder.Redirect output)
      throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().keySet().removeIf(name -> !passedOn(name));
    return builder.redirectOutput(output).start();
  }

  private static boolean passedOn(String name) {
    return PASSED_ON.contains(name) || name.startsWith("LC_");
  }
}
