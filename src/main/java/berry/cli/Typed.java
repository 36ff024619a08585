package berry.cli;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// A secret from a person or a pipe, never shown.
final class Typed {

  private Typed() {}

  /// JDK 25 has no console at all when input or output is not a terminal.
  static Optional<Console> console() {
    return Optional.ofNullable(System.console()).filter(Console::isTerminal);
  }

  /// From the terminal, hidden; otherwise the first line of the input.
  ///
  /// @param hint what else could have been given, for the message when there is nothing
  static String secret(String prompt, String hint) {
    Optional<Console> console = console();
    if (console.isPresent()) {
      char[] typed = console.get().readPassword(prompt);
      return typed == null || typed.length == 0 ? none(hint) : new String(typed).strip();
    }
    try {
      String line =
          new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
      return line == null || line.isBlank() ? none(hint) : line.strip();
    } catch (IOException closed) {
      return none(hint);
    }
  }

  private static String none(String hint) {
    throw new Stopped(ExitCode.USAGE, "no token: pipe it in, type it on a terminal, or " + hint);
  }
}
