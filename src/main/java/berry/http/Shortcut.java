package berry.http;

import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;

/// Takes the requests of [BodyHandler]s straight from Jetty, in the thread that reads all
/// connections; all others go on to Javalin, each in a virtual thread.
///
/// Jetty would start a virtual thread for each request, and a second one after its answer, to look
/// for the next.
final class Shortcut extends Handler.Wrapper {

  /// To understand a longer body would keep the other connections waiting.
  private static final int SHORT = 64 * 1024;

  private final Dispatch dispatch;
  private final Executor threads;
  private final Map<String, Route> routes = new LinkedHashMap<>();
  private final Map<String, List<HttpField>> headers = new LinkedHashMap<>();

  /// @param threads one for each task
  Shortcut(List<Route> direct, Dispatch dispatch, Executor threads) {
    this.dispatch = dispatch;
    this.threads = threads;
    for (Route route : direct) {
      routes.put(route.path(), route);
      headers.put(route.path(), Headers.fields(route));
    }
  }

  /// Nothing here waits, so that Jetty calls it from the thread that reads.
  @Override
  public InvocationType getInvocationType() {
    return InvocationType.NON_BLOCKING;
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) {
    Route route = routes.get(Request.getPathInContext(request));
    BodyHandler handler = route == null ? null : route.direct();
    if (route == null || handler == null || !route.method().equals(request.getMethod())) {
      threads.execute(() -> goOn(request, response, callback));
      return true;
    }
    Call call = new Call(route, request, new DirectAnswer(request, response, callback));
    if (handler.knows(name -> request.getHeaders().get(name))
        && request.getLength() >= 0
        && request.getLength() <= SHORT) {
      call.run(handler, false);
    } else {
      threads.execute(() -> call.run(handler, true));
    }
    return true;
  }

  private void goOn(Request request, Response response, Callback callback) {
    try {
      if (!super.handle(request, response, callback)) {
        Response.writeError(request, response, callback, HttpStatus.NOT_FOUND_404);
      }
    } catch (Throwable failure) {
      Response.writeError(request, response, callback, failure);
    }
  }

  /// One request under way. Its steps may run in different threads, one after the other.
  private final class Call {

    private final Route route;
    private final Request request;
    private final DirectAnswer answer;
    private final long began = System.nanoTime();
    private boolean entered;

    Call(Route route, Request request, DirectAnswer answer) {
      this.route = route;
      this.request = request;
      this.answer = answer;
    }

    /// @param admission whether it has to be asked first if the call is welcome
    void run(BodyHandler handler, boolean admission) {
      begin();
      if (!dispatch.enter()) {
        refuse(Dispatch.full());
        return;
      }
      entered = true;
      try {
        if (admission) {
          handler.admit(name -> request.getHeaders().get(name));
        }
        read(handler);
      } catch (RuntimeException failure) {
        failed(failure);
      }
    }

    private void begin() {
      answer.begin(headers.getOrDefault(route.path(), List.of()));
      if (dispatch.draining()) {
        answer.last();
      }
    }

    private void read(BodyHandler handler) {
      if (request.getLength() > route.bodyLimit()) {
        refuse(Body.tooLarge(route.bodyLimit()));
        return;
      }
      int length = (int) Math.max(request.getLength(), 512);
      readOn(handler, new ByteArrayOutputStream(length));
    }

    /// Reads what is there; comes again when more is.
    private void readOn(BodyHandler handler, ByteArrayOutputStream body) {
      while (true) {
        Content.Chunk chunk = request.read();
        if (chunk == null) {
          request.demand(() -> readOn(handler, body));
          return;
        }
        if (Content.Chunk.isFailure(chunk)) {
          unread(chunk.getFailure());
          return;
        }
        body.writeBytes(BufferUtil.toArray(chunk.getByteBuffer()));
        chunk.release();
        if (body.size() > route.bodyLimit()) {
          refuse(Body.tooLarge(route.bodyLimit()));
          return;
        }
        if (chunk.isLast()) {
          take(handler, body.toByteArray());
          return;
        }
      }
    }

    private void unread(Throwable failure) {
      if (failure instanceof EofException || failure instanceof TimeoutException) {
        refuse(Dispatch.late().header("Connection", "close"));
      } else {
        failed(failure);
      }
    }

    private void take(BodyHandler handler, byte[] body) {
      try {
        handler
            .take(body)
            .whenComplete((status, failure) -> {
              if (failure == null) {
                leave(status);
                answer.empty(status);
              } else {
                failed(cause(failure));
              }
            });
      } catch (RuntimeException failure) {
        failed(failure);
      }
    }

    private void failed(Throwable failure) {
      refuse(
          failure instanceof Problem problem
              ? problem
              : dispatch.explain(route, answer.requestId(), failure));
    }

    private void refuse(Problem problem) {
      leave(problem.status());
      answer.problem(problem);
    }

    private void leave(int status) {
      if (entered) {
        dispatch.leave(route, status, began);
      }
    }
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure.getCause();
    return failure instanceof CompletionException && cause != null ? cause : failure;
  }
}
