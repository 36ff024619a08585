package berry.testing;

import berry.database.Address;
import berry.database.PostgresServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// A PostgreSQL of one test's own, to be killed and frozen. It flushes to disk, as a real one does.
public final class BreakableServer implements AutoCloseable {

  private static final String PASSWORD = "for-a-test";
  private static final Map<String, String> SETTINGS =
      Map.of("shared_buffers", "16MB", "max_connections", "60");

  private final Path bin;
  private final Path cluster;
  private final int port;
  private PostgresServer server;

  private BreakableServer(Path bin, Path cluster, int port, PostgresServer server) {
    this.bin = bin;
    this.cluster = cluster;
    this.port = port;
    this.server = server;
  }

  /// @param folder an empty one
  public static BreakableServer start(Path folder) {
    try {
      Path bin = PostgresPrograms.unpacked().resolve("bin");
      Path cluster = folder.resolve("cluster");
      List<String> options = List.of("--locale-provider=builtin", "--locale=C.UTF-8");
      TestCluster.create(bin, cluster, "berry", PASSWORD, options);
      int port = Ports.free();
      PostgresServer server = PostgresServer.start(bin, cluster, port, SETTINGS);
      return new BreakableServer(bin, cluster, port, server);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  public Address address() {
    return through(port);
  }

  /// The same by way of a [FaultProxy].
  public Address through(int proxyPort) {
    String url = "jdbc:postgresql://127.0.0.1:" + proxyPort + "/postgres";
    return new Address(url, "berry", PASSWORD);
  }

  /// As a `DATABASE_URL`.
  ///
  /// @param proxyPort [#port()] for the straight way
  public String url(int proxyPort) {
    return "postgresql://berry:" + PASSWORD + "@127.0.0.1:" + proxyPort + "/postgres";
  }

  /// SIGKILL to the server's first process; its sessions end when they notice.
  public void kill() {
    ProcessHandle.of(server.pid()).orElseThrow().destroyForcibly();
  }

  /// Returns when connections are taken again.
  public void startAgain() {
    try {
      server = PostgresServer.start(bin, cluster, port, SETTINGS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Stops all its processes where they are; [#thaw()] lets them go on.
  public void freeze() {
    signal("STOP");
  }

  public void thaw() {
    signal("CONT");
  }

  private void signal(String name) {
    ProcessHandle main = ProcessHandle.of(server.pid()).orElseThrow();
    // The first process first, so that it starts no other meanwhile.
    Stream.concat(Stream.of(main), main.descendants())
        .toList()
        .forEach(process -> signal(name, process.pid()));
  }

  private static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    thaw();
    server.close();
  }
}
