package berry.http;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.server.Request;

/// Who is at the other end of one request, as far as it can be believed.
final class Peer {

  private static final String FORWARDED_FOR = "X-Forwarded-For";

  /// What proxies add, in whatever way they name it.
  private static final Pattern FORWARDING =
      Pattern.compile(
          "(x-)?forwarded.*|via|.*-ip|.*client-?ip.*|x-(envoy|railway|original|amzn|vercel|real)-.*"
              + "|x-(scheme|host|proxy-user|remote-addr)|cf-.*|cdn-.*|fly-.*");

  private static final Pattern LOCAL_HOST =
      Pattern.compile("(localhost|127\\.0\\.0\\.1|\\[::1])(:\\d{1,5})?");

  private final Request request;
  private final Proxies proxies;

  Peer(Request request, Proxies proxies) {
    this.request = request;
    this.proxies = proxies;
  }

  /// What a limit counts by: the caller's address (behind a trusted proxy the one it names), or of
  /// IPv6 the network it is in.
  String subscriber() {
    return Proxies.subscriber(proxies.caller(last(), forwardedFor()));
  }

  /// Who sent the request, through whom: the value of `X-Forwarded-For` for the next server.
  String chain() {
    List<String> before = forwardedFor();
    return before.isEmpty() ? last() : String.join(", ", before) + ", " + last();
  }

  /// Whether the caller is a program on this very machine that calls us by a local name.
  ///
  /// A proxy on this machine makes everyone look local, therefore any forwarding header says no.
  /// And a page of a foreign site may point its own name here (DNS rebinding); its `Host` says so.
  ///
  /// nginx, told nothing but where to hand requests on to, adds no header and writes a local
  /// `Host`; that it speaks HTTP/1.0 then is all there is to know it by.
  boolean thisMachine() {
    return request.getConnectionMetaData().getHttpVersion() != HttpVersion.HTTP_1_0
        && Proxies.isLoopback(last())
        && localHost()
        && !forwarded();
  }

  /// Whether the browser came by https, as far as a proxy tells.
  boolean secure() {
    return "https".equalsIgnoreCase(request.getHeaders().get("X-Forwarded-Proto"));
  }

  /// Takes note of who speaks for others without being named a proxy.
  void note() {
    for (String name : List.of(FORWARDED_FOR, "Forwarded")) {
      if (request.getHeaders().contains(name)) {
        proxies.forwarded(last(), name);
      }
    }
  }

  /// The address of the connection itself.
  private String last() {
    return Request.getRemoteAddr(request);
  }

  private boolean localHost() {
    String host = request.getHeaders().get(HttpHeader.HOST);
    return host != null && LOCAL_HOST.matcher(host.toLowerCase(Locale.ROOT)).matches();
  }

  private boolean forwarded() {
    for (HttpField field : request.getHeaders()) {
      if (FORWARDING.matcher(field.getLowerCaseName()).matches()) {
        return true;
      }
    }
    return false;
  }

  private List<String> forwardedFor() {
    return request.getHeaders().getValuesList(FORWARDED_FOR);
  }
}
