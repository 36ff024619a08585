package berry.sandbox;

import berry.http.ErrorFormat;
import berry.http.Problem;
import java.nio.charset.StandardCharsets;

/// Errors as the Bot API tells them.
final class TelegramErrors implements ErrorFormat {

  @Override
  public String type() {
    return "application/json";
  }

  @Override
  public byte[] body(Problem problem, String requestId) {
    String words = problem.status() == 413 ? "Request Entity Too Large" : problem.title();
    return Trees.object()
        .put("ok", false)
        .put("error_code", problem.status())
        .put("description", words)
        .toString()
        .getBytes(StandardCharsets.UTF_8);
  }
}
