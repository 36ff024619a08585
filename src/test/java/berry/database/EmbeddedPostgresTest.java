package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import berry.testing.Await;
import berry.testing.PostgresPrograms;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The embedded server as a fresh machine, a second start and a crash find it.
@Tag("scenario")
final class EmbeddedPostgresTest {

  /// `postgres` of a Berry that was started once and stopped.
  @TempDir private static Path left;

  @TempDir private Path machine;
  private Path data;

  @BeforeAll
  static void start_once(@TempDir Path folder) throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(PostgresPrograms.into(folder))) {
      assertThat(postgres.port()).isPositive();
    }
    Path home = folder.resolve("postgres");
    for (String part : List.of("cluster", "superuser", "connection")) {
      Files.move(home.resolve(part), left.resolve(part));
    }
  }

  @BeforeEach
  void name_the_data_folder() {
    data = machine.resolve("data");
  }

  @Test
  void keeps_a_second_berry_out_of_the_folder() {
    try (EmbeddedPostgres first = EmbeddedPostgres.start(made())) {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data))
          .isInstanceOf(DataInUse.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining("process " + ProcessHandle.current().pid())
          .hasMessageContaining("BERRY_DATA");

      assertThat(number(first.address(), "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void says_that_a_folder_cannot_be_written() throws IOException, InterruptedException {
    assumeThat(command("mount", "-t", "tmpfs", "-o", "ro", "tmpfs", machine.toString())).isTrue();
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(data))
          .isInstanceOf(DatabaseUnusable.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining("read-only file system")
          .hasMessageContaining("BERRY_DATA");
    } finally {
      command("umount", machine.toString());
    }
  }

  @Test
  void says_that_the_disk_is_full() throws IOException, InterruptedException {
    assumeThat(command("mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", machine.toString()))
        .isTrue();
    try {
      assertThatThrownBy(() -> EmbeddedPostgres.start(programs()))
          .isInstanceOf(DatabaseUnusable.class)
          .hasMessageContaining(data.toString())
          .hasMessageContaining("MB free")
          .hasMessageContaining("needs 200 MB");
    } finally {
      command("umount", machine.toString());
    }
  }

  @Test
  void says_that_another_version_wrote_the_data() throws IOException {
    Files.createDirectories(data.resolve("postgres/cluster"));
    Files.writeString(data.resolve("postgres/cluster/PG_VERSION"), "16\n");

    assertThatThrownBy(() -> EmbeddedPostgres.start(programs()))
        .isInstanceOf(DatabaseUnusable.class)
        .hasMessageContaining("written by PostgreSQL 16")
        .hasMessageContaining("brings 18");
  }

  @Test
  void starts_from_nothing_and_says_what_takes_long() throws IOException {
    List<String> progress = new ArrayList<>();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data, progress::add)) {
      assertThat(progress).hasSize(2);
      assertThat(postgres.address().database()).isEqualTo("berry_twa_dashboard");
      assertThat(number(postgres.address(), "SELECT 1 FROM pg_roles WHERE rolsuper")).isEqualTo(1);
      assertThat(number(postgres.address(), superuser())).isZero();
      Path connection = data.resolve("postgres/connection");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(connection)))
          .isEqualTo("rw-------");
      assertThat(connection).content().contains("port=" + postgres.port());
    }
  }

  @Test
  void keeps_data_port_and_password_over_a_restart() {
    Address before;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made())) {
      before = postgres.address();
      run(before, "CREATE TABLE kept AS SELECT 42 AS n");
    }

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.address()).isEqualTo(before);
      assertThat(number(postgres.address(), "SELECT n FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void moves_to_another_port_when_its_own_was_taken() throws IOException {
    int port;
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made())) {
      port = postgres.port();
    }

    try (ServerSocket taken = new ServerSocket(port, 1, InetAddress.getLoopbackAddress());
        EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(postgres.port()).isNotEqualTo(taken.getLocalPort());
      assertThat(EmbeddedPostgres.running(data)).contains(postgres.address());
    }
  }

  @Test
  void is_found_by_others_only_while_it_runs() {
    assertThat(EmbeddedPostgres.running(data)).isEmpty();

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made())) {
      assertThat(EmbeddedPostgres.running(data)).contains(postgres.address());
    }

    assertThat(EmbeddedPostgres.running(data)).isEmpty();
  }

  @Test
  void begins_anew_where_a_first_start_was_killed() throws IOException {
    Files.createDirectories(data.resolve("postgres/cluster.unfinished/base"));
    Files.writeString(data.resolve("postgres/cluster.unfinished/PG_VERSION"), "18\n");

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(programs())) {
      assertThat(number(postgres.address(), "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void recovers_what_was_committed_before_its_server_was_killed() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made())) {
      run(postgres.address(), "CREATE TABLE kept AS SELECT 42 AS n");
      long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst());
      ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      await(() -> ProcessHandle.of(pid).isEmpty());
    }

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(number(postgres.address(), "SELECT n FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void stops_although_its_server_dies_in_that_moment() throws IOException {
    made();
    for (int times = 0; times < 3; times++) {
      try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
        long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst());
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
      }
      assertThat(EmbeddedPostgres.running(data)).isEmpty();
    }
  }

  @Test
  void starts_a_server_that_was_killed_again_at_the_same_address() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made())) {
      run(postgres.address(), "CREATE TABLE kept AS SELECT 42 AS n");
      for (int times = 0; times < 2; times++) {
        long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst());
        Thread busy =
            Thread.ofVirtual().start(() -> broken(postgres.address(), "SELECT pg_sleep(600)"));
        await(() -> number(postgres.address(), SLEEPING) == 1);

        ProcessHandle.of(pid).orElseThrow().destroyForcibly();

        await(() -> !busy.isAlive());
        await(() -> EmbeddedPostgres.running(data).isPresent());
        assertThat(number(postgres.address(), "SELECT n FROM kept")).isEqualTo(42);
      }
    }
    assertThat(pidFile()).doesNotExist();
  }

  @Test
  void goes_down_with_a_killed_berry_and_comes_back_with_the_next() throws Exception {
    made();
    Process berry = OtherBerry.start(data, List.of());
    run(running(), "CREATE TABLE kept AS SELECT 42 AS n");
    long pid = Long.parseLong(Files.readAllLines(pidFile()).getFirst());

    berry.destroyForcibly().waitFor();

    await(() -> ProcessHandle.of(pid).isEmpty());
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(number(postgres.address(), "SELECT n FROM kept")).isEqualTo(42);
    }
  }

  @Test
  void forgets_the_pid_file_of_a_server_long_gone() throws IOException {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made())) {
      assertThat(postgres.port()).isPositive();
    }
    // A pid that lives, of a program that has nothing to do with this folder.
    Files.writeString(
        pidFile(),
        """
        %d
        %s
        1
        5432

        127.0.0.1
        1 1
        ready
        """
            .formatted(ProcessHandle.current().pid(), data.resolve("postgres/cluster")));

    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(data)) {
      assertThat(number(postgres.address(), "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void runs_as_nobody_where_root_may_make_no_namespace() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    open(machine);

    try (EmbeddedPostgres postgres =
        EmbeddedPostgres.start(programs(), progress -> {}, ServerUser.nobody())) {
      assertThat(number(postgres.address(), "SELECT 1")).isEqualTo(1);
    }
  }

  @Test
  void runs_for_an_ordinary_user() throws Exception {
    assumeThat(System.getProperty("user.name")).isEqualTo("root");
    open(machine);
    List<String> nobody = List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups");
    Files.setAttribute(machine, "unix:uid", 65_534);

    Process berry = OtherBerry.start(data, nobody);

    assertThat(Files.getOwner(data.resolve("postgres/connection"))).hasToString("nobody");
    assertThat(number(running(), "SELECT 1")).isEqualTo(1);
    berry.destroy();
    assertThat(berry.waitFor(20, TimeUnit.SECONDS)).isTrue();
    assertThat(pidFile()).doesNotExist();
  }

  @Test
  void puts_the_sandbox_aside_and_starts_clean() {
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start(made())) {
      run(postgres.address(), "CREATE TABLE pretended ()");

      assertThat(postgres.putAside()).isEqualTo("berry_sandbox");
      assertThat(postgres.putAside()).isEqualTo("berry_sandbox_2");

      assertThat(number(postgres.address(), tables())).isZero();
      assertThat(number(postgres.address().withDatabase("berry_sandbox"), tables())).isEqualTo(1);
    }
  }

  /// The data folder as a stopped Berry left it: making it is another test's matter.
  private Path made() {
    programs();
    try (Stream<Path> all = Files.walk(left)) {
      for (Path one : all.toList()) {
        Path copy = data.resolve("postgres").resolve(left.relativize(one));
        if (!Files.exists(copy)) {
          Files.copy(one, copy, StandardCopyOption.COPY_ATTRIBUTES);
        }
      }
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// The data folder with the programs in place: unpacking them is another test's matter.
  private Path programs() {
    return PostgresPrograms.into(data);
  }

  private Address running() {
    return EmbeddedPostgres.running(data).orElseThrow();
  }

  private Path pidFile() {
    return data.resolve("postgres/cluster/postmaster.pid");
  }

  private static String tables() {
    return "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'";
  }

  private static String superuser() {
    return "SELECT count(*) FROM pg_roles WHERE rolsuper AND rolname = current_user";
  }

  private static final String SLEEPING =
      "SELECT count(*) FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(600)'";

  private static void broken(Address address, String sql) {
    assertThatThrownBy(() -> number(address, sql)).isInstanceOf(IllegalStateException.class);
  }

  private static void open(Path folder) throws IOException {
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private static boolean command(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).inheritIO().start().waitFor() == 0;
  }

  private static void run(Address address, String sql) {
    try (Connection connection = address.connect(Duration.ofSeconds(10));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int number(Address address, String sql) {
    try (Connection connection = address.connect(Duration.ofSeconds(10));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getInt(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void await(java.util.function.BooleanSupplier condition) {
    Await.until(Duration.ofSeconds(20), condition);
  }
}
