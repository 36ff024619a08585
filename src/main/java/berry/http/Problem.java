package berry.http;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// Ends a request with an error that the caller can read: RFC 9457 `application/problem+json`.
///
/// `detail` goes to the caller as it is, so it holds nothing internal and no secret.
public final class Problem extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final int status;
  private final String title;
  private final String detail;
  private final transient Map<String, String> headers;
  private final String type;
  private final transient Map<String, Object> members;

  public Problem(int status, String title, String detail, Map<String, String> headers) {
    this(status, title, detail, headers, "about:blank", Map.of());
  }

  private Problem(
      int status,
      String title,
      String detail,
      Map<String, String> headers,
      String type,
      Map<String, Object> members) {
    // An expected answer, not a fault: the stack is neither read nor paid for.
    super(status + " " + title + ": " + detail, null, false, false);
    this.status = status;
    this.title = title;
    this.detail = detail;
    this.headers = Map.copyOf(headers);
    this.type = type;
    this.members = Collections.unmodifiableMap(new TreeMap<>(members));
  }

  public static Problem of(int status, String title, String detail) {
    return new Problem(status, title, detail, Map.of());
  }

  public static Problem badRequest(String detail) {
    return of(400, "Bad request", detail);
  }

  /// Nobody is signed in: the caller has to open a session first.
  public static Problem unauthorized(String detail) {
    return new Problem(401, "Not signed in", detail, Map.of("WWW-Authenticate", "Bearer"));
  }

  /// Somebody is signed in, but may not do this.
  public static Problem forbidden(String detail) {
    return of(403, "Not allowed", detail);
  }

  /// Not there, or not there for this caller: the answer must not tell which.
  public static Problem notFound(String detail) {
    return of(404, "Not found", detail);
  }

  /// It does not fit what is there now; the detail says why.
  public static Problem conflict(String detail) {
    return of(409, "Not now", detail);
  }

  /// Well-formed, but against a rule that the detail names.
  public static Problem unprocessable(String detail) {
    return of(422, "Against a rule", detail);
  }

  public static Problem tooLarge(long limit) {
    return of(413, "Too large", "the body may have at most " + limit + " bytes");
  }

  public static Problem unsupported(String detail) {
    return of(415, "Unsupported media type", detail);
  }

  public static Problem tooMany(Duration retryAfter) {
    return new Problem(
        429,
        "Too many requests",
        "try again in " + seconds(retryAfter) + " s",
        Map.of("Retry-After", seconds(retryAfter)));
  }

  public static Problem unavailable(String detail, Duration retryAfter) {
    return new Problem(503, "Unavailable", detail, Map.of("Retry-After", seconds(retryAfter)));
  }

  /// The same problem with one more header.
  public Problem header(String name, String value) {
    var more = new TreeMap<>(headers);
    more.put(name, value);
    return new Problem(status, title, detail, more, type, members);
  }

  /// The same problem, of a kind that a program can tell from others of its status.
  ///
  /// @param word the last part of `type`, such as `colleague-answered`
  public Problem type(String word) {
    return new Problem(status, title, detail, headers, "/problems/" + word, members);
  }

  /// The same problem with one more member for programs, as RFC 9457 allows.
  ///
  /// @param name none of the members that every problem has
  /// @param value anything that JSON can hold
  public Problem with(String name, Object value) {
    var more = new TreeMap<>(members);
    more.put(name, value);
    return new Problem(status, title, detail, headers, type, more);
  }

  public int status() {
    return status;
  }

  public String title() {
    return title;
  }

  public String detail() {
    return detail;
  }

  public Map<String, String> headers() {
    return headers;
  }

  /// What only this problem tells, beside the fields of [Body].
  public Map<String, Object> members() {
    return members;
  }

  /// The JSON that the caller gets, without [#members].
  public Body body(String requestId) {
    return new Body(type, title, status, detail, requestId);
  }

  /// As RFC 9457 names the fields.
  public record Body(String type, String title, int status, String detail, String requestId) {}

  /// Rounded up: the caller must not come back too early.
  private static String seconds(Duration wait) {
    return Long.toString(Math.max(1, wait.plusMillis(999).toSeconds()));
  }
}
