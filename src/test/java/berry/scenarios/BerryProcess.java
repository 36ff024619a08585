package berry.scenarios;

import berry.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Berry as a person starts it: a process of its own, in a folder, with an environment.
final class BerryProcess implements AutoCloseable {

  private static final String READY = "Berry is ready: ";

  private final Process process;
  private final List<String> out = new CopyOnWriteArrayList<>();
  private final Path err;
  private final Thread reader;

  private BerryProcess(Process process, Path err) {
    this.process = process;
    this.err = err;
    this.reader = Thread.ofVirtual().start(this::read);
  }

  /// @param environment all the process gets, besides what every process needs
  static BerryProcess run(Path folder, Map<String, String> environment, String... arguments) {
    return runUnder(List.of(), folder, environment, arguments);
  }

  /// @param prefix what runs it, such as `setpriv` with its options
  static BerryProcess runUnder(
      List<String> prefix, Path folder, Map<String, String> environment, String... arguments) {
    List<String> command = new ArrayList<>(prefix);
    command.addAll(Java.command());
    command.addAll(List.of(arguments));
    try {
      Files.createDirectories(folder);
      Path err = Files.createTempFile("berry-scenario", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
      builder.environment().clear();
      builder.environment().put("PATH", "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin");
      builder.environment().put("HOME", folder.toString());
      builder.environment().put("LANG", "C.UTF-8");
      builder.environment().putAll(environment);
      return new BerryProcess(builder.start(), err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// `berry start` on any free port, waited for.
  static BerryProcess start(Path folder, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(Map.of("PORT", "0"));
    all.putAll(environment);
    BerryProcess berry = run(folder, all, "start");
    berry.awaitReady();
    return berry;
  }

  /// Waits for the ready line of `start`.
  String awaitReady() {
    Await.until(Duration.ofSeconds(90), () -> address() != null || !process.isAlive());
    String address = address();
    if (address == null) {
      throw new AssertionError("Berry ended instead of being ready: " + out + " " + errors());
    }
    return address;
  }

  /// Where it listens; null before the ready line.
  @Nullable String address() {
    return out.stream()
        .filter(line -> line.startsWith(READY) || line.startsWith("The sandbox is ready: "))
        .map(line -> line.substring(line.indexOf(": ") + 2))
        .findFirst()
        .orElse(null);
  }

  List<String> out() {
    return List.copyOf(out);
  }

  String errors() {
    try {
      return Files.readString(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Waits for the end.
  ///
  /// @return the exit code
  int ended(Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new AssertionError("still running after " + patience + ": " + out + " " + errors());
      }
      reader.join();
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGINT, as Ctrl-C sends it.
  int interrupt() {
    signal("INT", pid());
    return ended(Duration.ofSeconds(40));
  }

  static void signal(String name, long pid) {
    try {
      new ProcessBuilder("kill", "-" + name, Long.toString(pid)).inheritIO().start().waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// SIGTERM, as a platform sends it.
  int terminate() {
    process.destroy();
    return ended(Duration.ofSeconds(40));
  }

  /// SIGKILL: nothing can be closed in order.
  void kill() {
    process.destroyForcibly();
    ended(Duration.ofSeconds(10));
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      terminate();
    }
    try {
      Files.deleteIfExists(err);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      lines.lines().forEach(out::add);
    } catch (IOException | UncheckedIOException e) {
      out.add("(stdout ended: " + e.getMessage() + ")");
    }
  }
}
