package berry.cli;

import berry.config.Environment;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/// A command line as somebody would type it, read but not run.
public final class TypedLine {

  private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"|(\\S+)");

  private static final PrintWriter NOWHERE = new PrintWriter(new StringWriter());

  private TypedLine() {}

  /// @param words what stands behind `berry`, with words in double quotes as one
  /// @return what is wrong with it; empty when Berry would do it
  public static Optional<String> mistake(String words) {
    CommandLine line =
        new Cli(
                new Environment(Map.of(), Path.of("target")),
                Clock.systemUTC(),
                new NoEngine(),
                "test")
            .commandLine(new Terminal(NOWHERE, NOWHERE));
    try {
      line.parseArgs(
          WORD.matcher(words)
              .results()
              .map(word -> word.group(1) == null ? word.group(2) : word.group(1))
              .toArray(String[]::new));
      return Optional.empty();
    } catch (ParameterException refused) {
      return Optional.of(String.valueOf(refused.getMessage()));
    }
  }
}
