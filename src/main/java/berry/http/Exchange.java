package berry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/// One request and its answer. Belongs to the thread that handles it.
public final class Exchange {

  /// Below this, compressing costs more than it saves.
  private static final int WORTH_COMPRESSING = 1400;

  private final Request request;
  private final Map<String, String> parameters;
  private final String requestId;
  private final EventStream.Pace pace;
  private final Peer peer;
  private final Answer answer;
  private byte[] body = new byte[0];
  private @Nullable Upload upload;
  private @Nullable String sender;
  private @Nullable EventStream stream;
  private @Nullable InputStream passed;

  /// @param parameters the parts of the path by their names
  Exchange(
      Request request,
      Map<String, String> parameters,
      String requestId,
      Proxies proxies,
      EventStream.Pace pace,
      Answer answer) {
    this.request = request;
    this.parameters = parameters;
    this.requestId = requestId;
    this.pace = pace;
    this.peer = new Peer(request, proxies);
    this.answer = answer;
  }

  // ---------------------------------------------------------------- what was asked

  public String method() {
    return request.getMethod();
  }

  /// The path without the query, as it came.
  public String path() {
    return request.getHttpURI().getPath();
  }

  /// Path and query as they came.
  public String url() {
    return request.getHttpURI().getPathQuery();
  }

  /// A part of the path, as `id` of `/api/messages/{id}`.
  public String parameter(String name) {
    String value = parameters.get(name);
    if (value == null) {
      throw new IllegalArgumentException("the route has no part called " + name);
    }
    return value;
  }

  /// A query parameter; null when it is absent.
  public @Nullable String query(String name) {
    return queries().get(name);
  }

  /// All query parameters; of one given twice the first.
  public Map<String, String> queries() {
    String query = request.getHttpURI().getQuery();
    return query == null ? Map.of() : Bodies.pairs(query, "the query");
  }

  public @Nullable String header(String name) {
    return request.getHeaders().get(name);
  }

  /// All headers as they came.
  Map<String, List<String>> headers() {
    var headers = new LinkedHashMap<String, List<String>>();
    for (HttpField field : request.getHeaders()) {
      headers.computeIfAbsent(field.getName(), name -> request.getHeaders().getValuesList(name));
    }
    return headers;
  }

  /// Who sent the request, through whom: the value of `X-Forwarded-For` for the next server.
  String callers() {
    return peer.chain();
  }

  /// The bearer token of `Authorization`; null when there is none.
  public @Nullable String bearer() {
    String authorization = header("Authorization");
    return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
        ? authorization.substring(7).strip()
        : null;
  }

  /// What a limit counts by: the caller's address (behind a trusted proxy the one it names), or of
  /// IPv6 the network it is in.
  public String subscriber() {
    return peer.subscriber();
  }

  /// Says whose the request is, where an admission has found that out: behind one address may be
  /// many people.
  public void sender(String who) {
    sender = who;
  }

  /// Who sent the request, as far as that is known: what uploads are counted by.
  String sender() {
    return sender == null ? subscriber() : sender;
  }

  /// Whether the caller is a program on this very machine that calls us by a local name.
  ///
  /// A proxy on this machine makes everyone look local, therefore any forwarding header says no.
  /// And a page of a foreign site may point its own name here (DNS rebinding); its `Host` says so.
  public boolean thisMachine() {
    return peer.thisMachine();
  }

  /// The id that this request bears in logs, errors and `X-Request-Id`.
  public String requestId() {
    return requestId;
  }

  /// The body as it came, at most the route's limit.
  public byte[] body() {
    return body;
  }

  /// The body as JSON; a Problem names the field that does not fit.
  public <T> T json(Class<T> type) {
    if (!contentType().equals("application/json") && !contentType().endsWith("+json")) {
      throw Problem.unsupported("send application/json");
    }
    return Bodies.json(body, type);
  }

  /// The fields of an urlencoded form; of one given twice the first.
  public Map<String, String> form() {
    require("application/x-www-form-urlencoded");
    return Bodies.pairs(new String(body, StandardCharsets.UTF_8), "the form");
  }

  /// The parts of a multipart form by their name.
  public Map<String, Part> multipart() throws IOException {
    require("multipart/form-data");
    return Bodies.multipart(body, String.valueOf(header("Content-Type")));
  }

  /// The form with its file, where the route takes [Uploads].
  public Upload upload() {
    Upload came = upload;
    if (came == null) {
      throw new IllegalStateException("the route takes no uploads");
    }
    return came;
  }

  /// The media type of the body without its parameters, in lower case; empty when it has none.
  public String contentType() {
    String given = header("Content-Type");
    return given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
  }

  private void require(String type) {
    if (!contentType().equals(type)) {
      throw Problem.unsupported("send " + type);
    }
  }

  // ---------------------------------------------------------------- the answer

  public Exchange status(int status) {
    answer.status(status);
    return this;
  }

  public Exchange header(String name, String value) {
    answer.header(name, value);
    return this;
  }

  public void json(Object content) {
    compressible("application/json", Json.mapper().writeValueAsBytes(content));
  }

  public void text(String content) {
    compressible("text/plain; charset=utf-8", content.getBytes(StandardCharsets.UTF_8));
  }

  public void html(String content) {
    compressible("text/html; charset=utf-8", content.getBytes(StandardCharsets.UTF_8));
  }

  /// Bytes as they are.
  public void bytes(String type, byte[] content) {
    answer.body(type, content);
  }

  /// What a stream gives, piece by piece, however long it is. It is read after the handler has
  /// returned, and closed.
  public void pass(InputStream content) {
    passed = content;
  }

  /// Cuts the connection instead of answering, as a broken network does.
  public void drop() {
    answer.cut();
  }

  /// Turns the answer into an event stream, which lives on after the handler has returned.
  public EventStream stream() {
    if (method().equals("HEAD")) {
      throw Problem.of(405, "Method not allowed", "a stream is asked for with GET");
    }
    if (stream == null) {
      stream = new EventStream(pace);
      header("Content-Type", "text/event-stream; charset=utf-8");
      // nginx would otherwise collect events until its buffer is full.
      header("X-Accel-Buffering", "no").header("Cache-Control", "no-store, no-transform");
    }
    return stream;
  }

  // ---------------------------------------------------------------- for the pipeline

  Peer peer() {
    return peer;
  }

  Answer answer() {
    return answer;
  }

  void received(byte[] whole) {
    body = whole;
  }

  void received(Upload whole) {
    upload = whole;
  }

  @Nullable EventStream opened() {
    return stream;
  }

  @Nullable InputStream passed() {
    return passed;
  }

  private void compressible(String type, byte[] content) {
    header("Vary", "Accept-Encoding");
    String accepted = header("Accept-Encoding");
    if (content.length < WORTH_COMPRESSING || accepted == null || !accepted.contains("gzip")) {
      answer.body(type, content);
      return;
    }
    header("Content-Encoding", "gzip");
    answer.body(type, gzip(content));
  }

  private static byte[] gzip(byte[] content) {
    var small = new ByteArrayOutputStream(content.length / 2);
    try (var gzip = new GZIPOutputStream(small)) {
      gzip.write(content);
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return small.toByteArray();
  }
}
