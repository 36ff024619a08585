package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can't start says why in words, with the exit code of the documentation.
@Tag("scenario")
final class HostileStartTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;

  @Test
  void a_port_in_use() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BerryProcess berry =
            BerryProcess.run(
                folder, Map.of("PORT", String.valueOf(taken.getLocalPort())), "start")) {
      assertThat(berry.ended(SOON)).isEqualTo(7);
      assertThat(lastLine(berry))
          .contains(String.valueOf(taken.getLocalPort()))
          .contains("in use")
          .contains("PORT");
    }
  }

  @Test
  void every_mistake_of_the_configuration_at_once() {
    try (BerryProcess berry =
        BerryProcess.run(
            folder,
            Map.of(
                "DATABASE_URL", "mysql://berry:hunter2@localhost/berry",
                "PORT", "eighty",
                "OWNER_ID", "@anna"),
            "start")) {
      assertThat(berry.ended(SOON)).isEqualTo(3);
      assertThat(berry.errors())
          .contains("DATABASE_URL", "PORT", "OWNER_ID")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void a_database_that_is_not_there() {
    String url = "postgresql://berry:hunter2@127.0.0.1:1/berry";
    String token = "123456789:AAExampleExampleExampleExampleExample";
    try (BerryProcess berry =
        BerryProcess.run(
            folder,
            Map.of(
                "DATABASE_URL", url, "BOT_TOKEN", token, "TELEGRAM_API_URL", "http://127.0.0.1:1"),
            "start")) {
      assertThat(berry.ended(SOON)).isEqualTo(4);
      assertThat(berry.errors()).contains("127.0.0.1:1").doesNotContain("hunter2");
    }
  }

  @Test
  void a_data_folder_that_is_a_file() throws IOException {
    Files.writeString(folder.resolve("data"), "not a folder");
    try (BerryProcess berry = BerryProcess.run(folder, Map.of("PORT", "0"), "start")) {
      assertThat(berry.ended(SOON)).isEqualTo(3);
      assertThat(lastLine(berry))
          .contains(folder.resolve("data").toString())
          .contains("BERRY_DATA");
    }
  }

  @Test
  void the_same_folder_twice() {
    try (BerryProcess first = BerryProcess.start(folder, Map.of());
        BerryProcess second = BerryProcess.run(folder, Map.of("PORT", "0"), "start")) {
      assertThat(second.ended(SOON)).isEqualTo(7);
      assertThat(lastLine(second)).contains(String.valueOf(first.pid()));
    }
  }

  private static String lastLine(BerryProcess berry) {
    String[] lines = berry.errors().strip().split("\n", -1);
    return lines[lines.length - 1];
  }
}
