package berry.dashboard;

import berry.http.Json;
import berry.testing.Await;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Somebody with an open live stream.
final class LiveClient implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  record Event(String id, String event, JsonNode data) {}

  final List<Event> heard = new CopyOnWriteArrayList<>();
  private final InputStream body;
  private volatile boolean ended;

  LiveClient(DashboardFixture fixture, String token, @Nullable String lastId) {
    var request = fixture.to("/api/live", token);
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      HttpResponse<InputStream> answer =
          fixture.client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new AssertionError("no stream: " + answer.statusCode());
      }
      body = answer.body();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted");
    }
    Thread.startVirtualThread(this::read);
    await(one -> one.event().equals("hello"));
  }

  Event await(Predicate<Event> wanted) {
    Await.until(PATIENCE, () -> heard.stream().anyMatch(wanted));
    return heard.stream().filter(wanted).findFirst().orElseThrow();
  }

  Event await(String topic) {
    return await(one -> one.event().equals(topic));
  }

  void awaitEnd() {
    Await.until(PATIENCE, () -> ended);
  }

  List<String> topics() {
    return heard.stream().map(Event::event).toList();
  }

  String lastId() {
    return heard.stream()
        .map(Event::id)
        .filter(id -> !id.isEmpty())
        .reduce((_, last) -> last)
        .orElseThrow();
  }

  private void read() {
    try (var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8))) {
      String id = "";
      String event = "";
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith("id: ")) {
          id = line.substring(4);
        } else if (line.startsWith("event: ")) {
          event = line.substring(7);
        } else if (line.startsWith("data: ")) {
          heard.add(new Event(id, event, Json.mapper().readTree(line.substring(6))));
          id = "";
        }
      }
    } catch (IOException _) {
      // The stream was cut, which is an end like any other.
    } finally {
      ended = true;
    }
  }

  @Override
  public void close() {
    try {
      body.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
