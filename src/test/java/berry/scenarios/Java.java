package berry.scenarios;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The command that runs Berry in a process: with the launcher's own flags, and as the launcher
/// does from the packaged jar and its recorded start. Where no jar was made of the classes that are
/// tested, from their folders, which takes a second longer.
final class Java {

  private static final Path LAUNCHER = Path.of("berry").toAbsolutePath();
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final Path JAR = TARGET.resolve("berry.jar");
  private static final Path RECORDED = TARGET.resolve("berry.aot");
  private static final Pattern FLAGS = Pattern.compile("^flags=\\(([^)]+)\\)", Pattern.MULTILINE);
  private static final Pattern DEFAULT = Pattern.compile("\\$\\{\\w+:-(\\w+)}");

  private Java() {}

  /// @return without Berry's own arguments
  static List<String> command() {
    try {
      List<String> words = new ArrayList<>();
      words.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
      words.addAll(flags());
      if (!packaged()) {
        words.addAll(List.of("-cp", System.getProperty("java.class.path"), "berry.Main"));
        return words;
      }
      if (Files.exists(RECORDED)) {
        words.addAll(List.of("-XX:AOTCache=" + RECORDED, "-Xlog:aot=off", "-Xlog:cds=off"));
      }
      words.addAll(List.of("-jar", JAR.toString()));
      return words;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// As they stand in the launcher: a recording is good for the same flags only.
  private static List<String> flags() throws IOException {
    Matcher found = FLAGS.matcher(Files.readString(LAUNCHER));
    if (!found.find()) {
      throw new AssertionError("no flags=(…) in " + LAUNCHER);
    }
    String plain = DEFAULT.matcher(found.group(1)).replaceAll("$1").replace("\"", "");
    return List.of(plain.strip().split("\\s+", -1));
  }

  /// Whether the jar is of the classes that this test runs beside.
  private static boolean packaged() throws IOException {
    if (!Files.exists(JAR)) {
      return false;
    }
    try (Stream<Path> files = Files.walk(TARGET.resolve("classes"))) {
      FileTime newest =
          files
              .filter(Files::isRegularFile)
              .map(Java::changed)
              .max(Comparator.naturalOrder())
              .orElseThrow();
      return newest.compareTo(Files.getLastModifiedTime(JAR)) <= 0;
    }
  }

  private static FileTime changed(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
