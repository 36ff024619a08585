package berry.scenarios;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// HTTP as the stories need it: JSON in, JSON out.
final class Web {

  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient CLIENT =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private Web() {}

  record Answer(int status, String text) {
    JsonNode json() {
      return read(text);
    }
  }

  static JsonNode read(String json) {
    return JSON.readTree(json);
  }

  static Answer get(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).GET());
  }

  static Answer get(String url, String bearer) {
    return send(
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + bearer).GET());
  }

  static Answer post(String url, Map<String, ?> body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  static Answer post(String url, String bearer, Map<String, ?> body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + bearer)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.writeValueAsString(body))));
  }

  static Answer upload(String url, byte[] body) {
    return send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/octet-stream")
            .POST(BodyPublishers.ofByteArray(body)));
  }

  static byte[] bytes(String url) {
    return answer(HttpRequest.newBuilder(URI.create(url)).GET(), BodyHandlers.ofByteArray()).body();
  }

  static Answer delete(String url) {
    return send(HttpRequest.newBuilder(URI.create(url)).DELETE());
  }

  /// An open event stream; whoever asked closes it.
  static InputStream stream(String url, String bearer, @Nullable String lastId) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + bearer).GET();
    if (lastId != null) {
      request.header("Last-Event-ID", lastId);
    }
    try {
      HttpResponse<InputStream> answer = CLIENT.send(request.build(), BodyHandlers.ofInputStream());
      if (answer.statusCode() != 200) {
        throw new AssertionError(url + " answered " + answer.statusCode());
      }
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(url + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer send(HttpRequest.Builder request) {
    HttpResponse<String> answer = answer(request, BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }

  private static <T> HttpResponse<T> answer(
      HttpRequest.Builder request, HttpResponse.BodyHandler<T> body) {
    try {
      return CLIENT.send(request.timeout(Duration.ofSeconds(20)).build(), body);
    } catch (IOException e) {
      throw new AssertionError("no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
