package berry.sandbox;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Faults somebody ordered for the next calls. Guarded by [World]'s lock.
final class Faults {

  /// The name under which a delivery to a webhook is ordered to fail; `*` does not mean it.
  static final String WEBHOOK = "webhook";

  /// One ordered fault.
  ///
  /// @param token of the bot it is for; null: every bot
  /// @param method lower case, `*` or [#WEBHOOK]
  /// @param errorCode 0: only slow
  /// @param retryAfter seconds; 0: none
  /// @param after whether the call is carried out before it fails
  /// @param drop whether the connection is cut instead of an answer
  /// @param html whether the error comes as a web page, as a broken gateway sends it
  record Fault(
      @Nullable String token,
      String method,
      int errorCode,
      long retryAfter,
      long delayMillis,
      boolean after,
      boolean drop,
      boolean html,
      @Nullable String description) {

    private boolean fits(String otherToken, String otherMethod) {
      return (token == null || token.equals(otherToken))
          && (method.equals(otherMethod) || (method.equals("*") && !otherMethod.equals(WEBHOOK)));
    }

    /// What Telegram would say.
    String words() {
      if (description != null) {
        return description;
      }
      return switch (errorCode) {
        case 400 -> "Bad Request";
        case 401 -> "Unauthorized";
        case 403 -> "Forbidden: bot was blocked by the user";
        case 404 -> "Not Found";
        case 409 ->
            "Conflict: terminated by other getUpdates request; make sure that only one bot"
                + " instance is running";
        case 429 -> "Too Many Requests: retry after " + retryAfter;
        case 502 -> "Bad Gateway";
        case 503 -> "Service Unavailable";
        case 504 -> "Gateway Timeout";
        default -> "Internal Server Error";
      };
    }
  }

  private static final class Order {
    private final Fault fault;
    private long left;

    private Order(Fault fault, long left) {
      this.fault = fault;
      this.left = left;
    }
  }

  private final List<Order> orders = new ArrayList<>();

  void order(Fault fault, long times) {
    orders.add(new Order(fault, times));
  }

  void clear() {
    orders.clear();
  }

  /// The fault this call meets; null when it meets none.
  @Nullable Fault take(String token, String method) {
    Iterator<Order> all = orders.iterator();
    while (all.hasNext()) {
      Order one = all.next();
      if (one.fault.fits(token, method.toLowerCase(Locale.ROOT))) {
        if (--one.left <= 0) {
          all.remove();
        }
        return one.fault;
      }
    }
    return null;
  }
}
