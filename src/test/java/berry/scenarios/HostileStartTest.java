package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import berry.BerryInside;
import berry.testing.Await;
import berry.testing.PostgresPrograms;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What can't start says why in words, with the exit code of the documentation. It does so in a
/// process of its own where another user or a signal is the point.
@Tag("scenario")
final class HostileStartTest {

  private static final Duration SOON = Duration.ofSeconds(30);

  private static final String TOKEN = "123456789:AAExampleExampleExampleExampleExample";

  @TempDir Path folder;

  @Test
  void a_port_in_use() throws IOException {
    try (TestDatabase database = TestDatabase.empty();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        BerryInside berry =
            start(
                Map.of(
                    "DATABASE_URL",
                    database.url(),
                    "PORT",
                    String.valueOf(taken.getLocalPort())))) {
      assertThat(berry.ended(SOON)).isEqualTo(7);
      assertThat(lastLine(berry))
          .contains(String.valueOf(taken.getLocalPort()))
          .contains("in use")
          .contains("PORT");
    }
  }

  @Test
  void every_mistake_of_the_configuration_at_once() {
    try (BerryInside berry =
        start(
            Map.of(
                "DATABASE_URL", "mysql://berry:hunter2@localhost/berry",
                "PORT", "eighty",
                "OWNER_ID", "@anna"))) {
      assertThat(berry.ended(SOON)).isEqualTo(3);
      assertThat(berry.errors())
          .contains("DATABASE_URL", "PORT", "OWNER_ID")
          .doesNotContain("hunter2");
    }
  }

  @Test
  void a_database_that_is_not_there() {
    String url = "postgresql://berry:hunter2@127.0.0.1:1/berry";
    try (BerryInside berry =
        start(
            Map.of(
                "DATABASE_URL",
                url,
                "BOT_TOKEN",
                TOKEN,
                "TELEGRAM_API_URL",
                "http://127.0.0.1:1"))) {
      assertThat(berry.ended(SOON)).isEqualTo(4);
      assertThat(berry.errors()).contains("127.0.0.1:1").doesNotContain("hunter2");
    }
  }

  @Test
  void a_data_folder_that_is_a_file() throws IOException {
    Files.writeString(folder.resolve("data"), "not a folder");
    try (BerryInside berry = start(Map.of("PORT", "0"))) {
      assertThat(berry.ended(SOON)).isEqualTo(3);
      assertThat(berry.errors()).contains("BERRY_DATA", "data", "a folder, not a file");
    }
  }

  @Test
  void the_same_folder_twice_while_the_first_runs_on_until_ctrl_c() {
    PostgresPrograms.into(folder.resolve("data"));
    // A shell that runs the tests in the background would hand on that SIGINT is ignored.
    try (BerryProcess first =
        BerryProcess.runUnder(
            List.of("env", "--default-signal=INT"), folder, Map.of("PORT", "0"), "start")) {
      String address = first.awaitReady();

      try (BerryInside second = start(Map.of("PORT", "0"))) {
        assertThat(second.ended(SOON)).isEqualTo(7);
        assertThat(lastLine(second)).contains(String.valueOf(first.pid()));
      }

      assertThat(Web.get(address + "/readyz").status()).isEqualTo(200);
      assertThat(first.interrupt()).isZero();
    }
    assertThat(folder.resolve("data/postgres/cluster/postmaster.pid")).doesNotExist();
  }

  @Test
  void a_data_folder_that_this_user_may_not_write() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("r-xr-xr-x"));
    try (BerryProcess berry =
        BerryProcess.runUnder(ordinaryUser(), folder, Map.of("PORT", "0"), "start")) {
      assertThat(berry.ended(SOON)).isEqualTo(3);
      assertThat(berry.errors()).contains("BERRY_DATA", data.toString()).doesNotContain("\tat ");
    } finally {
      Files.setPosixFilePermissions(data, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  @Test
  void a_log_file_where_none_can_be_written() {
    // In /proc not even root makes a file.
    try (BerryInside berry = start(Map.of("PORT", "0", "LOG_FILE", "/proc/logs/app.log"))) {
      assertThat(berry.ended(SOON)).isEqualTo(3);
      assertThat(berry.errors()).contains("LOG_FILE", "/proc/logs").doesNotContain("\tat ");
    }
  }

  @Test
  void a_database_that_refuses_the_password() {
    try (TestDatabase database = TestDatabase.empty()) {
      String url = database.url().replaceFirst(":[^:@]+@", ":hunter2@");
      try (BerryInside berry = start(Map.of("PORT", "0", "DATABASE_URL", url))) {
        assertThat(berry.ended(SOON)).isEqualTo(4);
        assertThat(lastLine(berry))
            .contains(database.address().hosts(), "password")
            .doesNotContain("hunter2");
      }
    }
  }

  @Test
  void a_schema_of_a_newer_berry_is_none() {
    try (TestDatabase database = TestDatabase.fresh()) {
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  """
                  INSERT INTO flyway_schema_history
                    (installed_rank, version, description, type, script, installed_by,
                     execution_time, success)
                  VALUES (99, '999', 'future', 'SQL', 'V999__future.sql', 'berry', 1, true)
                  """));
      try (BerryInside berry = BerryInside.start(folder, Map.of("DATABASE_URL", database.url()))) {
        assertThat(Web.get(berry.awaitReady() + "/readyz").status()).isEqualTo(200);
        assertThat(berry.terminate()).isZero();
      }
    }
  }

  @Test
  void a_telegram_that_is_away_is_none() throws IOException {
    try (TestDatabase database = TestDatabase.empty();
        BerryInside berry =
            BerryInside.start(
                folder,
                Map.of(
                    "DATABASE_URL",
                    database.url(),
                    "BOT_TOKEN",
                    TOKEN,
                    "TELEGRAM_API_URL",
                    "http://127.0.0.1:1"))) {
      assertThat(Web.get(berry.awaitReady() + "/readyz").status()).isEqualTo(200);
      assertThat(berry.terminate()).isZero();
      assertThat(berry.errors() + berry.out() + Files.readString(folder.resolve("logs/app.log")))
          .doesNotContain(TOKEN);
    }
  }

  @Test
  void an_end_asked_for_in_the_middle_of_the_start() {
    PostgresPrograms.into(folder.resolve("data"));
    try (BerryProcess berry = BerryProcess.run(folder, Map.of("PORT", "0"), "start")) {
      Await.until(SOON, () -> berry.errors().contains("…"));

      assertThat(berry.terminate()).isZero();
    }
    try (BerryInside again = BerryInside.start(folder, Map.of())) {
      assertThat(again.terminate()).isZero();
    }
  }

  private BerryInside start(Map<String, String> environment) {
    return BerryInside.run(folder, environment, "start");
  }

  /// Root may write everywhere; in a user namespace of its own it is like anybody.
  private static List<String> ordinaryUser() {
    return "root".equals(System.getProperty("user.name"))
        ? List.of("unshare", "-U", "--")
        : List.of();
  }

  private static String lastLine(BerryInside berry) {
    return berry.errors().strip().lines().toList().getLast();
  }
}
