package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the programs of PostgreSQL know of the environment that Berry was started in.
@Tag("scenario")
final class ChildProcessTest {

  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "BOT_TOKEN", "12345:canary-of-the-token",
          "DATABASE_URL", "postgresql://berry:canary@db.internal/berry",
          "A_SECRET_OF_TOMORROW", "canary",
          "PGDATA", "/canary",
          "PGOPTIONS", "-c work_mem=canary",
          "PGPASSWORD", "canary",
          "TZ", "Asia/Tokyo",
          "LC_MESSAGES", "C.UTF-8");

  @TempDir private Path machine;
  private Process berry;

  @BeforeEach
  void start_berry_where_secrets_stand_in_the_environment() throws IOException {
    berry = OtherBerry.start(machine.resolve("data"), List.of(), ENVIRONMENT);
  }

  @AfterEach
  void stop() throws InterruptedException {
    berry.destroy();
    assertThat(berry.waitFor(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void the_server_and_its_children_inherit_no_secret() throws IOException {
    List<ProcessHandle> family = berry.descendants().toList();

    assertThat(environment(postmaster())).contains("PATH=", "TZ=Asia/Tokyo");
    assertThat(family).hasSizeGreaterThan(3).anyMatch(one -> one.pid() == postmaster().pid());
    for (ProcessHandle one : family) {
      assertThat(environment(one)).doesNotContain("canary");
    }
  }

  /// The kernel shows what a process began with; a server's child paints its title over that.
  @Test
  void a_program_run_by_the_server_finds_no_secret() throws Exception {
    List<String> found = new ArrayList<>();
    try (Connection session = superuser().connect(Duration.ofMinutes(1));
        Statement statement = session.createStatement()) {
      statement.execute("CREATE TEMP TABLE line (text text)");
      statement.execute("COPY line FROM PROGRAM 'env' WITH (FORMAT csv, DELIMITER E'\\x01')");
      try (ResultSet rows = statement.executeQuery("SELECT text FROM line")) {
        while (rows.next()) {
          found.add(rows.getString(1));
        }
      }
    }

    assertThat(found)
        .contains("TZ=Asia/Tokyo", "LC_MESSAGES=C.UTF-8")
        .anyMatch(one -> one.startsWith("PATH="))
        .noneMatch(one -> one.contains("canary"));
  }

  private ProcessHandle postmaster() {
    try (Stream<String> lines =
        Files.lines(machine.resolve("data/postgres/cluster/postmaster.pid"))) {
      return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow())).orElseThrow();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static String environment(ProcessHandle process) throws IOException {
    byte[] all = Files.readAllBytes(Path.of("/proc/" + process.pid() + "/environ"));
    return new String(all, StandardCharsets.UTF_8);
  }

  private Address superuser() throws IOException, SQLException {
    Address everyday = EmbeddedPostgres.running(machine.resolve("data")).orElseThrow();
    String password = Files.readString(machine.resolve("data/postgres/superuser")).strip();
    return new Address(everyday.jdbcUrl(), "postgres", password);
  }
}
