package berry.http;

import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// An answer handed to Jetty itself, where there is no servlet and so no [Exchange]: to the call of
/// a [BodyHandler], and to what could not be read as a request. Exactly one of its endings is
/// called, by any thread.
final class DirectAnswer {

  private final Response response;
  private final Callback callback;
  private final String requestId;

  DirectAnswer(Request request, Response response, Callback callback) {
    this.response = response;
    this.callback = callback;
    this.requestId = Dispatch.requestId(request.getHeaders().get("X-Request-Id"));
  }

  String requestId() {
    return requestId;
  }

  /// What every answer of ours bears.
  void begin(Iterable<HttpField> headers) {
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put("X-Request-Id", requestId);
  }

  /// The connection ends with this answer, and the caller is told so.
  void last() {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
  }

  /// Ends it without a body. The end is written and not left to Jetty's completion: that one, when
  /// it meets the return of the handler in another thread, ends the exchange twice (Jetty 12.1),
  /// and the second time hits the next request of the connection.
  void empty(int status) {
    response.setStatus(status);
    response.write(true, BufferUtil.EMPTY_BUFFER, callback);
  }

  /// Ends it with an error.
  void problem(Problem problem) {
    problem.headers().forEach(response.getHeaders()::put);
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/problem+json");
    response.setStatus(problem.status());
    byte[] body = Json.mapper().writeValueAsBytes(problem.body(requestId));
    response.write(true, ByteBuffer.wrap(body), callback);
  }
}
