package berry.sandbox;

import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;

/// Why a delivery failed, in the words in which Telegram's `getWebhookInfo` tells it.
final class LastError {

  private LastError() {}

  /// An ordered fault.
  static String of(Faults.Fault fault) {
    return fault.errorCode() > 0 ? of(fault.errorCode()) : "Connection closed";
  }

  /// An answer that accepts nothing.
  static String of(int status) {
    return "Wrong response from the webhook: " + reason(status);
  }

  /// No answer.
  static String of(IOException failure) {
    if (failure instanceof HttpTimeoutException) {
      return "Read timeout expired";
    }
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof UnresolvedAddressException) {
        return "Failed to resolve host: Name or service not known";
      }
    }
    return failure instanceof ConnectException ? "Connection refused" : "Connection closed";
  }

  private static String reason(int status) {
    return switch (status) {
      case 301 -> "301 Moved Permanently";
      case 302 -> "302 Found";
      case 400 -> "400 Bad Request";
      case 401 -> "401 Unauthorized";
      case 403 -> "403 Forbidden";
      case 404 -> "404 Not Found";
      case 405 -> "405 Method Not Allowed";
      case 410 -> "410 Gone";
      case 413 -> "413 Payload Too Large";
      case 429 -> "429 Too Many Requests";
      case 500 -> "500 Internal Server Error";
      case 502 -> "502 Bad Gateway";
      case 503 -> "503 Service Unavailable";
      case 504 -> "504 Gateway Timeout";
      default -> String.valueOf(status);
    };
  }
}
