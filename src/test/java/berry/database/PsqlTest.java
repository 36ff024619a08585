package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The line for psql, and where the password does not stand.
@Tag("scenario")
final class PsqlTest {

  @TempDir private Path machine;
  private Path data;

  @BeforeEach
  void name_a_folder_that_a_shell_would_take_apart() throws IOException {
    data = machine.resolve("Berry's \"data\" $HOME");
    Path unpacked =
        PostgresBinaries.unpack(
            Path.of(System.getProperty("java.io.tmpdir"), "berry-test-postgres"));
    Path home = Files.createDirectories(data.resolve("postgres"));
    Files.createSymbolicLink(home.resolve(String.valueOf(unpacked.getFileName())), unpacked);
  }

  @Test
  void opens_the_database_as_it_is_printed() throws Exception {
    assumeThat(shell("command -v psql")).as("psql is installed").isNotEmpty();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.port()).isPositive();
      assertThat(shell(line() + asking())).isEqualTo("berry@berry_twa_dashboard\n");
    }
  }

  @Test
  void opens_the_database_after_its_port_has_changed() throws Exception {
    assumeThat(shell("command -v psql")).as("psql is installed").isNotEmpty();
    int port;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      port = postgres.port();
    }
    String before = line();

    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
      assertThat(line()).isEqualTo(before);
      assertThat(shell(before + asking())).isEqualTo("berry@berry_twa_dashboard\n");
    }
  }

  @Test
  void holds_no_password_but_names_a_file_for_its_owner_alone() throws IOException {
    Path service = data.resolve("postgres/pg_service.conf");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(line()).doesNotContain(postgres.address().password(), "$(");
      assertThat(service).content().contains(postgres.address().password());
      assertThat(rights(service)).isEqualTo("rw-------");
    }
  }

  @Test
  void is_there_for_data_of_a_version_that_did_not_write_it() throws IOException {
    Path service = data.resolve("postgres/pg_service.conf");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.port()).isPositive();
    }
    Files.delete(service);

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(service).content().contains("port=" + postgres.port());
    }
  }

  /// Without the file Berry gives its user a new password, here before a server that logs all.
  @Test
  void the_server_never_reads_the_password_it_could_log() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.port()).isPositive();
    }
    Files.delete(data.resolve("postgres/connection"));
    Files.writeString(
        data.resolve("postgres/cluster/postgresql.conf"),
        "log_statement = all\n",
        StandardOpenOption.APPEND);

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(data.resolve("postgres/cluster.log"))
          .content()
          .containsIgnoringCase("ALTER USER")
          .doesNotContain(postgres.address().password());
    }
  }

  @Test
  void the_log_of_the_server_is_for_its_owner_alone() throws IOException {
    Path log = data.resolve("postgres/cluster.log");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.port()).isPositive();
      assertThat(rights(log)).isEqualTo("rw-------");
    }
    Files.setPosixFilePermissions(log, PosixFilePermissions.fromString("rw-r--r--"));

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.port()).isPositive();
      assertThat(rights(log)).isEqualTo("rw-------");
    }
  }

  private String line() {
    return EmbeddedPostgres.psql(data);
  }

  private static String asking() {
    return " --no-psqlrc --no-password -Atc \"SELECT current_user || '@' || current_database()\"";
  }

  /// What it says; both streams, so that a failure explains itself.
  private static String shell(String line) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(10, TimeUnit.SECONDS)).isTrue();
    return said;
  }

  private static String rights(Path file) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }
}
