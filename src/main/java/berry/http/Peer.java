package berry.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;

/// Who is at the other end of one request, as far as it can be believed.
final class Peer {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  private static final List<String> FORWARDING =
      List.of(
          "Forwarded", FORWARDED_FOR, "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

  private final HttpServletRequest request;
  private final Proxies proxies;

  Peer(HttpServletRequest request, Proxies proxies) {
    this.request = request;
    this.proxies = proxies;
  }

  /// The caller's address; behind a trusted proxy the one it names.
  String address() {
    return proxies.caller(request.getRemoteAddr(), forwardedFor());
  }

  /// What a limit counts by: the address, or of IPv6 the network it is in.
  String subscriber() {
    return Proxies.subscriber(address());
  }

  /// Who sent the request, through whom: the value of `X-Forwarded-For` for the next server.
  String chain() {
    List<String> before = forwardedFor();
    String last = request.getRemoteAddr();
    return before.isEmpty() ? last : String.join(", ", before) + ", " + last;
  }

  /// Whether the caller is on this very machine. A proxy on this machine makes everyone look so,
  /// therefore any forwarding header says no.
  boolean loopback() {
    return Proxies.isLoopback(request.getRemoteAddr())
        && FORWARDING.stream().allMatch(name -> request.getHeader(name) == null);
  }

  /// Whether the browser came by https, as far as a proxy tells.
  boolean secure() {
    return "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
  }

  private List<String> forwardedFor() {
    return Collections.list(request.getHeaders(FORWARDED_FOR));
  }
}
