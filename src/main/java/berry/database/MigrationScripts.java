package berry.database;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/// The migrations inside this build, with the checksums that Flyway keeps of them.
///
/// Flyway alone needs 0.3 s and more to find out that nothing is to be done, most of a warm start.
final class MigrationScripts {

  static final String FOLDER = "berry/database/migration";

  private MigrationScripts() {}

  /// File names (`V001__first_tables.sql`) with their checksums.
  static Map<String, Integer> checksums() {
    Map<String, Integer> all = new TreeMap<>();
    try {
      for (String name : names()) {
        all.put(name, checksum(name));
      }
    } catch (IOException | URISyntaxException e) {
      throw new IllegalStateException("the migrations of this build cannot be read", e);
    }
    return all;
  }

  private static List<String> names() throws IOException, URISyntaxException {
    Path home =
        Path.of(MigrationScripts.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    if (Files.isDirectory(home)) {
      try (Stream<Path> files = Files.list(home.resolve(FOLDER))) {
        return files
            .map(file -> String.valueOf(file.getFileName()))
            .filter(MigrationScripts::script)
            .toList();
      }
    }
    try (JarFile jar = new JarFile(home.toFile())) {
      return jar.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.startsWith(FOLDER + "/"))
          .map(name -> name.substring(FOLDER.length() + 1))
          .filter(MigrationScripts::script)
          .toList();
    }
  }

  private static boolean script(String name) {
    return name.matches("V\\d+__\\w+\\.sql");
  }

  /// CRC-32 of the lines without their ends, as Flyway counts.
  private static int checksum(String name) throws IOException {
    CRC32 sum = new CRC32();
    try (InputStream in = MigrationScripts.class.getResourceAsStream("/" + FOLDER + "/" + name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        sum.update(line.getBytes(StandardCharsets.UTF_8));
      }
    }
    return (int) sum.getValue();
  }
}
