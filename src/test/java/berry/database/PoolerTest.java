package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import berry.database.Changes.Change;
import berry.testing.Await;
import berry.testing.Ports;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Behind pgbouncer in transaction mode, which takes LISTEN and delivers nothing.
@Tag("scenario")
final class PoolerTest {

  /// The system's, or the one that `./berry test` unpacks.
  private static final List<Path> PLACES =
      List.of(Path.of("/usr/sbin/pgbouncer"), Path.of("target/pgbouncer/usr/sbin/pgbouncer"));

  private static final Duration SOON = Duration.ofSeconds(15);

  private final TestDatabase test = TestDatabase.fresh();

  @TempDir private Path folder;
  private @Nullable Process pooler;
  private Address pooled = test.address();

  @BeforeEach
  void start() throws IOException {
    Path installed = PLACES.stream().filter(Files::isExecutable).findFirst().orElse(null);
    if (installed == null) {
      System.err.println(
          "NOT TESTED: a pooler, for there is no pgbouncer (apt-get install pgbouncer)");
      Assumptions.abort("there is no pgbouncer");
      return;
    }
    // Whom it runs as may not be let into the project's folder.
    Path program =
        Files.copy(installed, folder.resolve("pgbouncer"), StandardCopyOption.COPY_ATTRIBUTES);
    int port = Ports.free();
    String server = test.address().hosts();
    Path users = folder.resolve("users");
    Files.writeString(users, "\"berry\" \"%s\"\n".formatted(test.address().password()));
    Path configuration = folder.resolve("pgbouncer.ini");
    Files.writeString(
        configuration,
        """
        [databases]
        * = host=127.0.0.1 port=%s
        [pgbouncer]
        listen_addr = 127.0.0.1
        listen_port = %d
        unix_socket_dir =
        auth_type = scram-sha-256
        auth_file = %s
        pool_mode = transaction
        ignore_startup_parameters = extra_float_digits
        """
            .formatted(server.substring(server.indexOf(':') + 1), port, users));
    Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
    List<String> command =
        List.of(
            "setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "--pdeathsig", "INT");
    boolean root = "root".equals(System.getProperty("user.name"));
    pooler =
        new ProcessBuilder(words(root ? command : List.of(), program, configuration))
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    pooled =
        new Address(
            "jdbc:postgresql://127.0.0.1:%d/%s?prepareThreshold=0"
                .formatted(port, test.address().database()),
            "berry",
            test.address().password());
    Await.until(SOON, () -> listens(port));
  }

  @AfterEach
  void stop() throws InterruptedException {
    if (pooler != null) {
      pooler.destroyForcibly().waitFor();
    }
    test.close();
  }

  @Test
  void polls_when_notifications_do_not_come_through() {
    List<Long> heard = new CopyOnWriteArrayList<>();
    try (Database database = Database.open(pooled, 3);
        Changes here = new Changes(database, pooled);
        Changes there = new Changes(database, pooled)) {
      there.subscribe(changes -> changes.stream().map(Change::id).forEach(heard::add));
      here.start();
      there.start();

      here.useTransaction((transaction, news) -> news.tell(Topic.MESSAGE, Subject.nobody()));

      Await.until(SOON, () -> !heard.isEmpty());
      assertThat(there.notified()).isFalse();
    }
  }

  @Test
  void is_notified_by_the_direct_address() {
    try (Database database = Database.open(pooled, 3);
        Changes changes = new Changes(database, test.address())) {
      changes.start();

      Await.until(SOON, changes::notified);
    }
  }

  private static List<String> words(List<String> prefix, Path program, Path configuration) {
    return Stream.concat(prefix.stream(), Stream.of(program.toString(), configuration.toString()))
        .toList();
  }

  private static boolean listens(int port) {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }
}
