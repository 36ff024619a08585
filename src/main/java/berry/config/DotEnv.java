package berry.config;

import io.github.cdimascio.dotenv.Dotenv;
import io.github.cdimascio.dotenv.DotenvEntry;
import io.github.cdimascio.dotenv.DotenvException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The `.env` file of a folder: read by dotenv-java, changed line by line.
public final class DotEnv {

  private static final Pattern LINE = Pattern.compile("\\s*([\\w.-]+)\\s*=.*");
  private static final Pattern PLAIN = Pattern.compile("[^\\s#'\"]*");

  private final Path directory;
  private final Path file;

  /// @param directory the folder the file lies in, or will lie in
  public DotEnv(Path directory) {
    this.directory = directory.toAbsolutePath();
    this.file = this.directory.resolve(".env");
  }

  public Path file() {
    return file;
  }

  /// Name → value of every line; nothing when there is no file.
  ///
  /// @param mistakes lines that are no `NAME=value` are added here, by number only: they may be
  ///   secret
  Map<String, String> read(List<Mistake> mistakes) {
    if (!Files.exists(file)) {
      return Map.of();
    }
    Map<String, String> values = new LinkedHashMap<>();
    try {
      for (DotenvEntry entry : entries()) {
        values.put(entry.getKey(), unquoted(entry.getValue()));
      }
      refuseOtherLines(values, mistakes);
    } catch (IOException | DotenvException unreadable) {
      mistakes.add(
          new Mistake(
              ".env", "a file that can't be read", "a readable text file", "chmod u+r .env"));
    }
    return values;
  }

  /// Writes these names into the file, keeping every other line, readable by its owner only.
  public void put(Map<String, String> changes) throws IOException {
    List<String> lines = new ArrayList<>();
    Map<String, String> left = new LinkedHashMap<>(changes);
    if (Files.exists(file)) {
      for (String line : Files.readAllLines(file)) {
        Matcher matcher = LINE.matcher(line);
        String name = matcher.matches() ? matcher.group(1) : "";
        if (!changes.containsKey(name)) {
          lines.add(line);
        } else if (left.containsKey(name)) {
          lines.add(line(name, left.remove(name)));
        }
      }
    }
    left.forEach((name, value) -> lines.add(line(name, value)));
    SecretFile.replace(file, String.join("\n", lines) + "\n");
  }

  private Iterable<DotenvEntry> entries() {
    // the absolute path keeps dotenv-java from looking on the class path
    return Dotenv.configure()
        .directory(directory.toString())
        .ignoreIfMalformed()
        .load()
        .entries(Dotenv.Filter.DECLARED_IN_ENV_FILE);
  }

  private void refuseOtherLines(Map<String, String> understood, List<Mistake> mistakes)
      throws IOException {
    List<String> lines = Files.readAllLines(file);
    for (int index = 0; index < lines.size(); index++) {
      String line = lines.get(index).strip();
      Matcher matcher = LINE.matcher(line);
      boolean fine = matcher.matches() && understood.containsKey(matcher.group(1));
      if (!fine && !line.isEmpty() && !line.startsWith("#") && !line.startsWith("////")) {
        mistakes.add(
            new Mistake(
                ".env",
                "line " + (index + 1) + " is not NAME=value",
                "NAME=value, one a line, without export; quotes around a value that holds a #",
                "DATABASE_URL=\"postgresql://…\""));
      }
    }
  }

  private static String line(String name, String value) {
    return name + "=" + (PLAIN.matcher(value).matches() ? value : "\"" + value + "\"");
  }

  private static String unquoted(String value) {
    boolean quoted = value.length() > 1 && value.startsWith("'") && value.endsWith("'");
    return quoted ? value.substring(1, value.length() - 1) : value;
  }
}
