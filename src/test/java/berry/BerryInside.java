package berry;

import berry.config.Environment;
import berry.diagnostics.ProcessLog;
import berry.testing.Await;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/// Berry in the JVM of its test: the whole command line, given a folder, an environment and what it
/// writes to, but no process. For stories in which a process only costs a second.
///
/// The log is the JVM's: of two that run at the same time, the later one writes it.
public final class BerryInside implements AutoCloseable {

  private static final String READY = "Berry is ready: ";

  /// Two of the default patience of a stop, for a busy machine.
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private static final int RUNNING = -1;

  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Stop stop = new Stop();
  private final AtomicInteger code = new AtomicInteger(RUNNING);
  private final Thread main;

  private BerryInside(Path folder, Map<String, String> variables, String... arguments) {
    Environment environment = new Environment(variables, folder);
    // As on a terminal: what Logback prints itself would get into the tests' own output.
    Streams streams = new Streams(writer(out), writer(err), true);
    ProcessLog.begin(err);
    main =
        Thread.ofPlatform()
            .name("berry-inside")
            .start(() -> code.set(Main.run(environment, streams, stop, arguments)));
  }

  /// Runs one verb.
  ///
  /// @param environment all of it: nothing is taken from the test's
  public static BerryInside run(Path folder, Map<String, String> environment, String... arguments) {
    return new BerryInside(folder, environment, arguments);
  }

  /// `berry start` on any free port, waited for.
  public static BerryInside start(Path folder, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(Map.of("PORT", "0"));
    all.putAll(environment);
    BerryInside berry = run(folder, all, "start");
    berry.awaitReady();
    return berry;
  }

  /// Waits for the ready line of `start`.
  ///
  /// @return where it listens
  public String awaitReady() {
    Await.until(Duration.ofSeconds(90), () -> address() != null || !main.isAlive());
    String address = address();
    if (address == null) {
      throw new AssertionError("Berry ended instead of being ready: " + out() + " " + errors());
    }
    return address;
  }

  private @Nullable String address() {
    return out().stream()
        .filter(line -> line.startsWith(READY))
        .map(line -> line.substring(READY.length()))
        .findFirst()
        .orElse(null);
  }

  /// The whole lines of its stdout.
  public List<String> out() {
    String written = out.toString(StandardCharsets.UTF_8);
    return written.substring(0, written.lastIndexOf('\n') + 1).lines().toList();
  }

  /// Its stderr, with the warnings that the log prints there until a start takes it over.
  public String errors() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// Waits for the end.
  ///
  /// @return the exit code
  public int ended(Duration patience) {
    try {
      if (!main.join(patience)) {
        throw new AssertionError("still running after " + patience + ": " + out() + " " + errors());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
    ProcessLog.end();
    return code.get();
  }

  /// Asks for the end as the hook for SIGTERM does.
  ///
  /// @return the exit code
  public int terminate() {
    stop.request();
    return ended(PATIENCE);
  }

  @Override
  public void close() {
    terminate();
  }

  private static PrintWriter writer(ByteArrayOutputStream stream) {
    return new PrintWriter(stream, true, StandardCharsets.UTF_8);
  }
}
