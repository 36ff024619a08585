package berry.sandbox;

import berry.http.Admission;
import berry.http.Exchange;
import berry.http.Problem;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Keeps the control API and the chat page for this machine: they hand out tokens and signed launch
/// data.
///
/// A browser here runs pages of the whole world. One of them may point its own name at 127.0.0.1
/// (DNS rebinding) or post a form across origins; the `Host`, `Origin` and `Content-Type` headers
/// give both away.
final class LocalOnly implements Admission {

  /// Who may call any route of the sandbox.
  static final String ACCESS = "this machine";

  private static final Set<String> BODIES = Set.of("application/json", "application/octet-stream");

  @Override
  public void admit(Exchange exchange) {
    requireThisMachine(exchange);
    String host = text(exchange.header("Host")).toLowerCase(Locale.ROOT);
    String origin = text(exchange.header("Origin")).toLowerCase(Locale.ROOT);
    Matcher site = Pattern.compile("https?://(.+)").matcher(origin);
    boolean foreign = !origin.isEmpty() && !(site.matches() && site.group(1).equals(host));
    boolean crossSite = text(exchange.header("Sec-Fetch-Site")).equals("cross-site");
    if (foreign || (crossSite && !isOpening(exchange))) {
      throw Problem.forbidden("another site may not drive the sandbox");
    }
    String type = exchange.contentType();
    if (!exchange.method().equals("GET") && !type.isEmpty() && !BODIES.contains(type)) {
      throw Problem.unsupported("send application/json");
    }
  }

  /// For all of the sandbox.
  static void requireThisMachine(Exchange exchange) {
    if (!exchange.thisMachine()) {
      throw Problem.forbidden(
          "the sandbox answers this machine only, by 127.0.0.1 or localhost, without a proxy");
    }
  }

  /// Following a link from anywhere to the chat page is fine.
  private static boolean isOpening(Exchange exchange) {
    return exchange.method().equals("GET")
        && text(exchange.header("Sec-Fetch-Mode")).equals("navigate");
  }

  private static String text(@Nullable String header) {
    return header == null ? "" : header;
  }
}
