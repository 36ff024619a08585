package berry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// One running PostgreSQL over one data folder, started and stopped by us.
///
/// Programs come from `bin`, a folder with `initdb`, `pg_ctl` and `postgres` of any version from
/// 15. Messages of the server go to `<cluster>.log` beside its folder.
public final class PostgresServer implements AutoCloseable {

  /// Recovery after a crash replays at most `max_wal_size`; a slow disk may need its time for that.
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private static final Duration GOODBYE = Duration.ofSeconds(20);

  /// How long a session whose server was killed may go on with its statement.
  private static final Duration LAST_STATEMENT = Duration.ofSeconds(2);

  private final Process process;
  private final CountDownLatch stopped;

  private PostgresServer(Process process, CountDownLatch stopped) {
    this.process = process;
    this.stopped = stopped;
  }

  /// Makes an empty cluster with passwords required, in a folder that does not exist yet.
  ///
  /// @param password a file that holds the superuser's
  /// @param options further words for `initdb`
  public static void initialize(
      Path bin, Path cluster, String superuser, Path password, List<String> options)
      throws IOException {
    initialize(ServerUser.detect(), bin, cluster, superuser, password, options);
  }

  static void initialize(
      ServerUser user,
      Path bin,
      Path cluster,
      String superuser,
      Path password,
      List<String> options)
      throws IOException {
    List<String> words = new ArrayList<>();
    words.add(bin.resolve("initdb").toString());
    words.addAll(List.of("-D", cluster.toString(), "-U", superuser));
    words.addAll(List.of("-A", "scram-sha-256", "--pwfile", password.toString(), "-E", "UTF8"));
    words.addAll(options);
    Files.createDirectory(cluster);
    user.own(cluster);
    user.own(password);
    Programs.run(user.command(words), "initdb in " + cluster);
  }

  /// Starts on the loopback address and waits until connections are taken.
  ///
  /// A server that a killed Berry left in the folder is stopped first.
  ///
  /// @param settings names and values of `postgresql.conf`
  public static PostgresServer start(Path bin, Path cluster, int port, Map<String, String> settings)
      throws IOException {
    return start(ServerUser.detect(), bin, cluster, port, settings);
  }

  static PostgresServer start(
      ServerUser user, Path bin, Path cluster, int port, Map<String, String> settings)
      throws IOException {
    user.own(cluster);
    clear(user, bin, cluster);
    ServerLog log = ServerLog.of(cluster);
    CountDownLatch stopped = new CountDownLatch(1);
    Process process = launch(user.server(words(bin, cluster, port, settings)), log.file(), stopped);
    PostgresServer server = new PostgresServer(process, stopped);
    server.awaitReady(cluster, log);
    return server;
  }

  /// Whether a server, ours or another process's, takes connections over that folder.
  static boolean serves(Path cluster) throws IOException {
    PidFile file = PidFile.of(cluster);
    return file.ready() && file.lives();
  }

  public long pid() {
    return process.pid();
  }

  /// Waits until it has ended, for whatever reason.
  ///
  /// @return its exit code
  int awaitEnd() throws InterruptedException {
    return process.waitFor();
  }

  /// Ends sessions, writes a checkpoint and waits: the next start has nothing to recover.
  @Override
  public void close() {
    try {
      signal("INT");
      if (!process.waitFor(GOODBYE.toSeconds(), TimeUnit.SECONDS)) {
        signal("QUIT"); // at once; the next start recovers from the log
        process.waitFor(GOODBYE.toSeconds(), TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      stopped.countDown();
    }
  }

  private void signal(String name) throws InterruptedException {
    if (!process.isAlive()) {
      return;
    }
    try {
      Programs.run(List.of("kill", "-" + name, Long.toString(process.pid())), "kill -" + name);
    } catch (DatabaseUnusable e) {
      // It may have ended by itself in that moment, which we learn a little later than the kernel.
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        throw e;
      }
    }
  }

  private static List<String> words(
      Path bin, Path cluster, int port, Map<String, String> settings) {
    List<String> words = new ArrayList<>();
    words.add(bin.resolve("postgres").toString());
    words.addAll(List.of("-D", cluster.toString(), "-p", Integer.toString(port)));
    words.addAll(List.of("-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories="));
    settings.forEach((name, value) -> words.addAll(List.of("-c", name + "=" + value)));
    return words;
  }

  /// The kernel counts the thread that forked as the parent, not the process: were it to end, the
  /// server would be interrupted. So it is one of its own that waits as long as the server lives.
  private static Process launch(List<String> command, Path log, CountDownLatch stopped)
      throws IOException {
    CompletableFuture<Process> started = new CompletableFuture<>();
    Thread parent =
        new Thread(
            () -> {
              try {
                started.complete(ChildProcess.logging(command, log));
                stopped.await();
              } catch (IOException e) {
                started.completeExceptionally(e);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
            },
            "postgres-parent");
    parent.setDaemon(true);
    parent.start();
    try {
      return started.join();
    } catch (CompletionException e) {
      throw new IOException("PostgreSQL was not started: " + e.getMessage(), e);
    }
  }

  /// Ready when the file says so and names our child.
  private void awaitReady(Path cluster, ServerLog log) throws IOException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!PidFile.of(cluster).ready(process.pid())) {
      if (!process.isAlive()) {
        throw new DatabaseUnusable(
            "PostgreSQL in %s ended at once (exit %d): %s"
                .formatted(cluster, process.exitValue(), log.lastWords()));
      }
      if (System.nanoTime() > deadline) {
        close();
        throw new DatabaseUnusable(
            "PostgreSQL in %s was not ready after %d s: %s"
                .formatted(cluster, PATIENCE.toSeconds(), log.lastWords()));
      }
      pause();
    }
  }

  /// Stops a server that outlived its Berry, or removes the file of one that did not.
  static void clear(ServerUser user, Path bin, Path cluster) throws IOException {
    PidFile file = PidFile.of(cluster);
    if (!file.exists()) {
      return;
    }
    if (file.lives()) {
      List<String> stop =
          List.of(
              bin.resolve("pg_ctl").toString(),
              "stop",
              "-D",
              cluster.toString(),
              "-m",
              "fast",
              "-w",
              "-t",
              "60");
      Programs.run(user.command(stop), "stopping the PostgreSQL left behind in " + cluster);
    }
    awaitOrphans(cluster);
    file.remove();
  }

  /// The file is PostgreSQL's own guard against sessions that outlived their server, so it may go
  /// only after they have.
  private static void awaitOrphans(Path cluster) throws IOException {
    long patient = System.nanoTime() + LAST_STATEMENT.toNanos();
    long deadline = patient + GOODBYE.toNanos();
    List<ProcessHandle> left = Orphans.of(cluster);
    while (!left.isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new DatabaseUnusable(
            "Processes of an earlier PostgreSQL still work in %s: %s. End them."
                .formatted(cluster, left.stream().map(ProcessHandle::pid).toList()));
      }
      if (System.nanoTime() > patient) {
        left.forEach(ProcessHandle::destroy);
      }
      pause();
      left = Orphans.of(cluster);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(10);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new DatabaseUnusable("the start of PostgreSQL was interrupted", e);
    }
  }
}
