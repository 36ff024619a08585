package berry.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DotEnvTest {

  @TempDir private Path folder;

  @Test
  void keeps_every_other_line_when_it_writes() throws IOException {
    Path file = folder.resolve(".env");
    Files.writeString(file, "# mine\nBOT_TOKEN=old\n\nOTHER=1\nBOT_TOKEN=older\n");

    new DotEnv(folder).put(new LinkedHashMap<>(Map.of("BOT_TOKEN", "new", "PORT", "1")));

    assertThat(Files.readAllLines(file))
        .containsExactly("# mine", "BOT_TOKEN=new", "", "OTHER=1", "PORT=1");
  }

  @Test
  void lets_nobody_else_read_the_file() throws IOException {
    Files.writeString(folder.resolve(".env"), "A=1\n");

    new DotEnv(folder).put(Map.of("BOT_TOKEN", "x"));

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve(".env"))))
        .isEqualTo("rw-------");
  }

  @Test
  void reads_back_what_it_wrote() throws IOException {
    Map<String, String> values =
        Map.of("A", "plain", "B", "with # and spaces", "C", "it's", "D", "a=b&c=%20");
    new DotEnv(folder).put(values);
    List<Mistake> mistakes = new ArrayList<>();

    assertThat(new DotEnv(folder).read(mistakes)).containsExactlyInAnyOrderEntriesOf(values);
    assertThat(mistakes).isEmpty();
  }

  @Test
  void takes_no_file_for_no_values() {
    assertThat(new DotEnv(folder).read(new ArrayList<>())).isEmpty();
  }
}
