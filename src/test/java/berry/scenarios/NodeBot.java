package berry.scenarios;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

import berry.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/// A bot of `src/test/clients` in a Node process of its own. Its libraries are installed below
/// `target`, once for a lock file.
final class NodeBot implements AutoCloseable {

  private static final Path SOURCES = Path.of("src", "test", "clients");
  private static final Path HOME = Path.of("target", "clients").toAbsolutePath();
  private static final Pattern NO_NETWORK =
      Pattern.compile("ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH");

  private final Process process;

  private NodeBot(Process process) {
    this.process = process;
  }

  /// @param file such as `grammy.mjs`
  static NodeBot start(String file, String address, String token, EchoBotStory.Mode mode)
      throws IOException, InterruptedException {
    install(file);
    Path out = Files.createTempFile(HOME, file, ".out");
    ProcessBuilder builder =
        new ProcessBuilder("node", file)
            .directory(HOME.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "API",
                address + "/sandbox",
                "TOKEN",
                token,
                "MODE",
                mode == EchoBotStory.Mode.POLLING ? "polling" : "webhook"));
    NodeBot bot = new NodeBot(builder.start());
    try {
      Await.until(
          Duration.ofSeconds(60), () -> read(out).contains("ready") || !bot.process.isAlive());
      if (!bot.process.isAlive()) {
        throw new AssertionError(file + " ended: " + read(out));
      }
      return bot;
    } catch (AssertionError failure) {
      bot.close();
      throw new AssertionError(read(out), failure);
    }
  }

  /// One JVM after the other: they share the folder.
  private static synchronized void install(String bot) throws IOException, InterruptedException {
    Files.createDirectories(HOME);
    try (FileChannel file = FileChannel.open(HOME.resolve("installing"), CREATE, WRITE);
        FileLock alone = file.lock()) {
      installAlone(bot);
    }
  }

  /// Copies the bots and installs what they need; skips loudly where that cannot be.
  private static void installAlone(String bot) throws IOException, InterruptedException {
    Path lock = SOURCES.resolve("package-lock.json");
    Path installed = HOME.resolve("installed.json");
    try (Stream<Path> files = Files.list(SOURCES)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path copy = HOME.resolve(file.getFileName());
        // Another JVM's bot may be reading it.
        if (!Files.exists(copy) || Files.mismatch(file, copy) != -1) {
          Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
    if (Files.exists(installed) && Files.mismatch(lock, installed) == -1) {
      return;
    }
    Path log = HOME.resolve("npm.log");
    try {
      Process npm =
          new ProcessBuilder("npm", "ci", "--no-fund", "--no-audit")
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      if (!npm.waitFor(5, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        npm.destroyForcibly();
        skip(bot, NO_NETWORK.matcher(read(log)).find(), "npm ci reached no registry");
        throw new AssertionError("npm ci failed: " + read(log));
      }
    } catch (IOException missing) {
      skip(bot, true, "npm is not installed: " + missing.getMessage());
    }
    Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
  }

  private static void skip(String bot, boolean really, String why) {
    String words = "NOT TESTED: the sandbox with " + bot + ", for " + why;
    if (really) {
      System.out.println(words);
    }
    Assumptions.assumeFalse(really, words);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(5, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
  }
}
