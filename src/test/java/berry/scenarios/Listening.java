package berry.scenarios;

import berry.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// An open live stream and what came on it.
final class Listening implements AutoCloseable {

  private final InputStream stream;
  private final List<String> lines = new CopyOnWriteArrayList<>();

  Listening(ScenarioFixture fixture, String session, @Nullable String lastId) {
    this.stream = Web.stream(fixture.berry() + "/api/live", session, lastId);
    Thread.ofVirtual().start(this::read);
    awaits("hello");
  }

  /// Waits for an event of that topic.
  void awaits(String topic) {
    Await.until(Duration.ofSeconds(20), () -> lines.contains("event: " + topic));
  }

  boolean heard(String topic) {
    return lines.contains("event: " + topic);
  }

  /// How many events of that topic came.
  long count(String topic) {
    return lines.stream().filter(line -> line.equals("event: " + topic)).count();
  }

  String everything() {
    return String.join("\n", lines);
  }

  /// The id of the last event.
  String lastId() {
    return lines.stream()
        .filter(line -> line.startsWith("id: "))
        .reduce((_, newer) -> newer)
        .orElseThrow()
        .substring(4);
  }

  @Override
  public void close() {
    try {
      stream.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read() {
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
    } catch (IOException | UncheckedIOException e) {
      lines.add("(broken off)");
    }
    lines.add("(ended)");
  }
}
