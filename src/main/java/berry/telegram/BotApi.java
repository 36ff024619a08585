package berry.telegram;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// The Bot API over HTTP: one method, any parameters, an [Answer].
///
/// Any thread may call; a call blocks its thread until the answer or its time limit, and an
/// interrupt ends it. No exception, log line or answer of it holds the token or an address with the
/// token in it.
public final class BotApi implements AutoCloseable {

  /// Long enough for Telegram's slow moments, short enough for a person who waits.
  public static final Duration USUAL = Duration.ofSeconds(20);

  private static final Duration CONNECT = Duration.ofSeconds(10);

  private final Supplier<URI> base;
  private final Token token;
  private final Wire wire;

  /// @param base where the Bot API lives, such as `https://api.telegram.org`; may have a path
  public BotApi(URI base, Token token, Clock clock) {
    this(() -> base, token, clock);
  }

  /// @param base asked at each call: a sandbox in this process has no address before its server
  ///   listens
  public BotApi(Supplier<URI> base, Token token, Clock clock) {
    this.base = base;
    this.token = token;
    this.wire =
        new Wire(
            HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(CONNECT)
                .executor(Executors.newVirtualThreadPerTaskExecutor())
                .build(),
            token,
            clock);
  }

  /// The bot's id.
  public long botId() {
    return token.id();
  }

  /// Calls any method.
  ///
  /// @param parameters a record (its names become snake_case) or a map, written as JSON; null
  ///   values are left out
  /// @param result what to read the answer into: a record, `Boolean`, `JsonNode`, …
  /// @param timeout for everything, connecting and the body of the answer included
  public <T> Answer<T> call(String method, Object parameters, Class<T> result, Duration timeout) {
    BodyPublisher body = BodyPublishers.ofByteArray(Wire.JSON.writeValueAsBytes(parameters));
    return wire.ask(
        request(method, "application/json", body), timeout, bytes -> Wire.read(bytes, result));
  }

  /// Calls a method that takes a file, such as `sendDocument` or `sendPhoto`.
  ///
  /// @param fields the other parameters; numbers and texts as they are, anything deeper as JSON
  public <T> Answer<T> upload(
      String method, Map<String, ?> fields, Upload file, Class<T> result, Duration timeout) {
    return upload(method, fields, List.of(file), result, timeout);
  }

  /// The same with several files, such as `sendMediaGroup`.
  ///
  /// @param fields where one says `attach://x`, the file of the field `x` is meant
  public <T> Answer<T> upload(
      String method, Map<String, ?> fields, List<Upload> files, Class<T> result, Duration timeout) {
    Map<String, String> texts = new LinkedHashMap<>();
    fields.forEach((name, value) -> texts.put(name, text(value)));
    Multipart form = Multipart.of(texts, files);
    return wire.ask(
        request(method, form.contentType(), form.body()),
        timeout,
        bytes -> Wire.read(bytes, result));
  }

  /// Who the bot is; the cheapest way to learn whether the token is good.
  public Answer<Me> getMe() {
    return call("getMe", Map.of(), Me.class, USUAL);
  }

  /// How the webhook is.
  public Answer<WebhookInfo> getWebhookInfo() {
    return call("getWebhookInfo", Map.of(), WebhookInfo.class, USUAL);
  }

  /// Waits for updates, and answers each as the raw bytes that came.
  ///
  /// @param offset confirms everything below; null leaves it out
  /// @param wait how long Telegram may hold the call open, 0 to 50 s
  public Answer<List<byte[]>> getUpdates(@Nullable Long offset, int limit, Duration wait) {
    Map<String, Object> parameters = new LinkedHashMap<>();
    if (offset != null) {
      parameters.put("offset", offset);
    }
    parameters.put("limit", limit);
    parameters.put("timeout", wait.toSeconds());
    parameters.put("allowed_updates", Update.KINDS);
    BodyPublisher body = BodyPublishers.ofByteArray(Wire.JSON.writeValueAsBytes(parameters));
    HttpRequest request = request("getUpdates", "application/json", body);
    return wire.ask(request, wait.plus(USUAL), UpdateList::cut);
  }

  /// Where a file lies, and how large it is.
  Answer<FilePlace> getFile(String fileId) {
    return call("getFile", Map.of("file_id", fileId), FilePlace.class, USUAL);
  }

  /// The content of a file, as it comes.
  ///
  /// @param path as [#getFile] answers it
  Answer<FileContent> open(String path) {
    if (!FilePlace.SHAPE.matcher(path).matches() || path.contains("..")) {
      return new Answer.Unknown<>("a file path that is none");
    }
    HttpRequest request = HttpRequest.newBuilder(address("/file/bot", path)).GET().build();
    return wire.open(request, USUAL);
  }

  /// Telegram's clock minus ours, as the last answer told, exact to a second; empty before any.
  public Optional<Duration> clockDifference() {
    return wire.clockDifference();
  }

  private HttpRequest request(String method, String contentType, BodyPublisher body) {
    if (!method.chars().allMatch(Character::isLetterOrDigit)) {
      throw new IllegalArgumentException("not a method of the Bot API: " + method);
    }
    return HttpRequest.newBuilder(address("/bot", method))
        .header("Content-Type", contentType)
        .POST(body)
        .build();
  }

  private URI address(String kind, String what) {
    return URI.create(
        base.get().toString().replaceAll("/+$", "") + kind + token.value() + "/" + what);
  }

  private static String text(Object value) {
    return switch (value) {
      case String text -> text;
      case Number number -> number.toString();
      case Boolean flag -> flag.toString();
      case JsonNode node -> node.toString();
      default -> Wire.JSON.writeValueAsString(value);
    };
  }

  /// Ends the calls under way.
  @Override
  public void close() {
    wire.close();
  }
}
