package berry.http;

import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.util.List;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/// The answer to one request, kept until it is whole and then handed to Jetty at once. Exactly one
/// of its endings is called.
final class Answer {

  private final Request request;
  private final Response response;
  private final Callback callback;
  private int status = 200;
  private byte @Nullable [] body;
  private volatile @Nullable Throwable broken;

  Answer(Request request, Response response, Callback callback) {
    this.request = request;
    this.response = response;
    this.callback = callback;
  }

  /// What every answer of ours bears.
  void begin(List<HttpField> headers, String requestId, boolean secure) {
    headers.forEach(response.getHeaders()::put);
    response.getHeaders().put("X-Request-Id", requestId);
    if (secure) {
      response.getHeaders().put(Headers.SECURE);
    }
  }

  int status() {
    return status;
  }

  void status(int status) {
    this.status = status;
  }

  void header(String name, String value) {
    response.getHeaders().put(name, value);
  }

  void body(String type, byte[] body) {
    header("Content-Type", type);
    this.body = body;
  }

  /// How many bytes it has.
  int size() {
    byte[] whole = body;
    return whole == null ? 0 : whole.length;
  }

  /// Instead of what has been prepared.
  void problem(Problem problem, ErrorFormat format, String requestId) {
    problem.headers().forEach(this::header);
    response.getHeaders().remove(HttpHeader.CONTENT_ENCODING);
    status = problem.status();
    body(format.type(), format.body(problem, requestId));
  }

  /// The connection ends with this answer, and the caller is told so.
  void last() {
    response.getHeaders().put(HttpHeader.CONNECTION, "close");
  }

  /// Sends it.
  ///
  /// The end is written and not left to Jetty's completion: that one, when it meets the return of
  /// the handler in another thread, ends the exchange twice (Jetty 12.1), and the second time hits
  /// the next request of the connection.
  ///
  /// @param after runs when it is sent, or can't be; then [#end] is due
  void send(Runnable after) {
    if (broken != null) {
      after.run();
      return;
    }
    response.setStatus(status);
    byte[] whole = body;
    ByteBuffer bytes = whole == null ? BufferUtil.EMPTY_BUFFER : ByteBuffer.wrap(whole);
    response.write(
        true,
        bytes,
        Callback.from(
            after,
            failure -> {
              broken = failure;
              after.run();
            }));
  }

  /// The request is over.
  ///
  /// Of a broken one Jetty is told so: it would otherwise write the end of the answer to a
  /// connection that is cut, where a write was seen to wait for ever, and the server's end with it.
  void end() {
    Throwable failure = broken;
    if (failure == null) {
      callback.succeeded();
    } else {
      callback.failed(failure);
    }
  }

  /// The answer is written by the caller, piece by piece, in a thread that may wait; [#end] is due.
  OutputStream pieces() {
    response.setStatus(status);
    return Content.Sink.asOutputStream(response);
  }

  /// Cuts the connection, whatever is under way on it. Nothing is written to it after.
  void cut() {
    if (broken == null) {
      broken = new EofException("cut");
    }
    request.getConnectionMetaData().getConnection().getEndPoint().close();
  }
}
