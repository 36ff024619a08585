package berry.telegram;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import javax.net.ssl.SSLHandshakeException;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// One exchange with the Bot API: sends, waits, and says in an [Answer] what is known afterwards.
final class Wire implements AutoCloseable {

  static final JsonMapper JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .changeDefaultPropertyInclusion(all ->
              all.withValueInclusion(JsonInclude.Include.NON_NULL)
                  .withContentInclusion(JsonInclude.Include.NON_NULL))
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  /// `getUpdates` is cut by Telegram at about 4 MiB; nothing we ask for is larger.
  private static final long LARGEST = 32L << 20;

  private final HttpClient client;
  private final Token token;
  private final Clock clock;
  private volatile @Nullable Duration clockDifference;

  Wire(HttpClient client, Token token, Clock clock) {
    this.client = client;
    this.token = token;
    this.clock = clock;
  }

  /// @param reader takes the result out of a good answer's body; null when it is not there
  <T> Answer<T> ask(HttpRequest request, Duration timeout, Function<byte[], @Nullable T> reader) {
    // HttpRequest's own timeout ends with the headers (JDK 25), so a body that stops would hang on.
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
    try {
      return answer(sent.get(timeout.toMillis(), TimeUnit.MILLISECONDS), reader);
    } catch (TimeoutException e) {
      sent.cancel(true);
      return new Answer.Unknown<>("no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      sent.cancel(true);
      Thread.currentThread().interrupt();
      return new Answer.Unknown<>("interrupted while waiting for the answer");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  /// Asks for a content that is read while it comes. Redirects are not followed: only the Bot API
  /// that was named is asked.
  ///
  /// @param timeout until its first bytes are there
  Answer<FileContent> open(HttpRequest request, Duration timeout) {
    CompletableFuture<HttpResponse<InputStream>> sent =
        client.sendAsync(request, BodyHandlers.ofInputStream());
    CompletableFuture<Answer<FileContent>> begun =
        sent.thenApplyAsync(Wire::content, Thread::startVirtualThread);
    try {
      return begun.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      end(sent);
      return new Answer.Unknown<>("no answer within " + timeout.toMillis() + " ms");
    } catch (InterruptedException e) {
      end(sent);
      Thread.currentThread().interrupt();
      return new Answer.Unknown<>("interrupted while waiting for the answer");
    } catch (ExecutionException e) {
      return failed(e.getCause() == null ? e : e.getCause());
    }
  }

  /// Whoever reads its beginning is woken by the close.
  private static void end(CompletableFuture<HttpResponse<InputStream>> sent) {
    if (!sent.cancel(true) && sent.state() == Future.State.SUCCESS) {
      close(sent.resultNow().body());
    }
  }

  private static void close(InputStream content) {
    try {
      content.close();
    } catch (IOException _) {
      // nobody reads it any more
    }
  }

  private static Answer<FileContent> content(HttpResponse<InputStream> response) {
    if (response.statusCode() == 200) {
      long length = response.headers().firstValueAsLong("Content-Length").orElse(-1);
      try {
        return new Answer.Ok<>(FileContent.of(response.body(), length));
      } catch (IOException broken) {
        close(response.body());
        return new Answer.Unknown<>(
            "the connection broke (" + broken.getClass().getSimpleName() + ")");
      }
    }
    close(response.body());
    Optional<Duration> after = response.headers().firstValue("Retry-After").flatMap(Wire::seconds);
    return new Answer.Refused<>(
        response.statusCode(), "HTTP " + response.statusCode(), after.orElse(null), null);
  }

  private <T> Answer<T> failed(Throwable cause) {
    String detail = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String reason = token.masked(cause.getClass().getSimpleName() + detail);
    boolean neverSent =
        cause instanceof ConnectException
            || cause instanceof HttpConnectTimeoutException
            || cause instanceof SSLHandshakeException
            || cause instanceof UnresolvedAddressException;
    return neverSent
        ? new Answer.Unreachable<>("no connection (" + reason + ")")
        : new Answer.Unknown<>("the connection broke (" + reason + ")");
  }

  private <T> Answer<T> answer(
      HttpResponse<byte[]> response, Function<byte[], @Nullable T> reader) {
    noteClock(response);
    if (response.statusCode() / 100 == 2) {
      T result = reader.apply(response.body());
      if (result != null) {
        return new Answer.Ok<>(result);
      }
    }
    return refused(response);
  }

  /// Not a good answer: Telegram's own error, or a page of something in between.
  private <T> Answer<T> refused(HttpResponse<byte[]> response) {
    int status = response.statusCode();
    Refusal refusal = refusal(response.body());
    if (refusal != null) {
      return refusal.answer(status, token);
    }
    // A gateway that gave up waiting, or a good status with a broken body: it may have been done.
    if (status / 100 == 2 || status == 504) {
      return new Answer.Unknown<>("HTTP " + status + " with a body that is not Telegram's");
    }
    Optional<Duration> after = response.headers().firstValue("Retry-After").flatMap(Wire::seconds);
    return new Answer.Refused<>(
        status, "HTTP " + status + " with a body that is not Telegram's", after.orElse(null), null);
  }

  private static @Nullable Refusal refusal(byte[] body) {
    try {
      Refusal refusal = JSON.readValue(body, Refusal.class);
      return refusal == null || refusal.ok() || refusal.errorCode() == 0 ? null : refusal;
    } catch (JacksonException e) {
      return null;
    }
  }

  /// The `result` of `{"ok":true,"result":…}`; null when it is not that, or not of this type.
  static <T> @Nullable T read(byte[] body, Class<T> type) {
    try {
      JsonNode answer = JSON.readTree(body);
      JsonNode result = answer.get("result");
      return answer.path("ok").asBoolean(false) && result != null
          ? JSON.treeToValue(result, type)
          : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  private static Optional<Duration> seconds(String header) {
    return header.matches("[0-9]{1,6}")
        ? Optional.of(Duration.ofSeconds(Long.parseLong(header)))
        : Optional.empty();
  }

  private void noteClock(HttpResponse<?> response) {
    response.headers().firstValue("Date").ifPresent(this::noteClock);
  }

  private void noteClock(String date) {
    try {
      Instant theirs = Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(date));
      clockDifference = Duration.between(clock.instant(), theirs);
    } catch (DateTimeException e) {
      clockDifference = null;
    }
  }

  Optional<Duration> clockDifference() {
    return Optional.ofNullable(clockDifference);
  }

  @Override
  public void close() {
    client.shutdownNow();
  }

  /// Telegram's `{"ok":false,"error_code":…,"description":…,"parameters":{…}}`.
  record Refusal(
      boolean ok, int errorCode, @Nullable String description, @Nullable Parameters parameters) {

    record Parameters(@Nullable Long retryAfter, @Nullable Long migrateToChatId) {}

    <T> Answer<T> answer(int status, Token token) {
      Long seconds = parameters == null ? null : parameters.retryAfter();
      return new Answer.Refused<>(
          errorCode == 0 ? status : errorCode,
          description == null ? "no description" : token.masked(description),
          seconds == null ? null : Duration.ofSeconds(seconds),
          parameters == null ? null : parameters.migrateToChatId());
    }
  }
}
