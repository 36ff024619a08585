package berry.http;

import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.jspecify.annotations.Nullable;

/// One request and its answer. Belongs to the thread that handles it.
public final class Exchange {

  /// Below this, compressing costs more than it saves.
  private static final int WORTH_COMPRESSING = 1400;

  private final Context context;
  private final String requestId;
  private final EventStream.Pace pace;
  private final Peer peer;
  private final Body body;
  private @Nullable EventStream stream;

  Exchange(Context context, Route route, String requestId, Proxies proxies, EventStream.Pace pace) {
    this.context = context;
    this.requestId = requestId;
    this.pace = pace;
    this.peer = new Peer(context.req(), proxies);
    this.body = new Body(context.req(), route.bodyLimit());
  }

  // ---------------------------------------------------------------- what was asked

  public String method() {
    return context.req().getMethod();
  }

  /// The path without the query.
  public String path() {
    return context.path();
  }

  /// Path and query as they came. Never log it: a query may hold a one-time code.
  public String url() {
    String query = context.queryString();
    return query == null ? path() : path() + "?" + query;
  }

  /// A part of the path, as `id` of `/api/messages/{id}`.
  public String parameter(String name) {
    return context.pathParam(name);
  }

  /// A query parameter; null when it is absent.
  public @Nullable String query(String name) {
    return context.queryParam(name);
  }

  /// All query parameters; of one given twice the first.
  public Map<String, String> queries() {
    return firsts(context.queryParamMap());
  }

  public @Nullable String header(String name) {
    return context.header(name);
  }

  /// All headers as they came.
  Map<String, List<String>> headers() {
    var headers = new LinkedHashMap<String, List<String>>();
    for (String name : Collections.list(context.req().getHeaderNames())) {
      headers.put(name, Collections.list(context.req().getHeaders(name)));
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

  /// Whether the caller is on this very machine. A proxy on this machine makes everyone look so,
  /// therefore any forwarding header says no.
  public boolean loopback() {
    return peer.loopback();
  }

  /// Whether the browser came by https, as far as a proxy tells.
  boolean secure() {
    return peer.secure();
  }

  /// The id that this request bears in logs, errors and `X-Request-Id`.
  public String requestId() {
    return requestId;
  }

  /// The body as it came, at most the route's limit.
  public byte[] body() throws IOException {
    return body.bytes();
  }

  /// The body as JSON; a Problem names the field that does not fit.
  public <T> T json(Class<T> type) throws IOException {
    return body.json(type);
  }

  /// The fields of an urlencoded form; of one given twice the first.
  public Map<String, String> form() throws IOException {
    return body.form();
  }

  /// The parts of a multipart form by their name.
  public Map<String, Part> multipart() throws IOException {
    return body.multipart();
  }

  /// The media type of the body without its parameters, in lower case; empty when it has none.
  public String contentType() {
    return body.type();
  }

  // ---------------------------------------------------------------- the answer

  public Exchange status(int status) {
    context.status(status);
    return this;
  }

  public Exchange header(String name, String value) {
    context.header(name, value);
    return this;
  }

  public void json(Object answer) throws IOException {
    compressible("application/json", Json.mapper().writeValueAsBytes(answer));
  }

  public void text(String answer) throws IOException {
    compressible("text/plain; charset=utf-8", answer.getBytes(StandardCharsets.UTF_8));
  }

  public void html(String answer) throws IOException {
    compressible("text/html; charset=utf-8", answer.getBytes(StandardCharsets.UTF_8));
  }

  /// Bytes as they are.
  public void bytes(String type, byte[] answer) {
    context.contentType(type).result(answer);
  }

  /// Cuts the connection instead of answering, as a broken network does.
  public void drop() {
    ServletContextRequest.getServletContextRequest(context.req())
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close();
  }

  /// Turns the answer into an event stream, which lives on after the handler has returned.
  public EventStream stream() {
    if (method().equals("HEAD")) {
      throw Problem.of(405, "Method not allowed", "a stream is asked for with GET");
    }
    if (stream == null) {
      stream = new EventStream(pace);
      context.contentType("text/event-stream; charset=utf-8");
      // nginx would otherwise collect events until its buffer is full.
      context.header("X-Accel-Buffering", "no").header("Cache-Control", "no-store, no-transform");
    }
    return stream;
  }

  @Nullable EventStream opened() {
    return stream;
  }

  void problem(Problem problem) {
    problem.headers().forEach(context::header);
    context
        .status(problem.status())
        .contentType("application/problem+json")
        .result(Json.mapper().writeValueAsBytes(problem.body(requestId)));
  }

  private void compressible(String type, byte[] answer) throws IOException {
    context.contentType(type).header("Vary", "Accept-Encoding");
    String accepted = header("Accept-Encoding");
    if (answer.length < WORTH_COMPRESSING || accepted == null || !accepted.contains("gzip")) {
      context.result(answer);
      return;
    }
    var small = new ByteArrayOutputStream(answer.length / 2);
    try (var gzip = new GZIPOutputStream(small)) {
      gzip.write(answer);
    }
    context.header("Content-Encoding", "gzip").result(small.toByteArray());
  }

  private static Map<String, String> firsts(Map<String, List<String>> all) {
    var firsts = new LinkedHashMap<String, String>();
    all.forEach((name, values) -> firsts.put(name, values.getFirst()));
    return firsts;
  }
}
