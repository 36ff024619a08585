package berry.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a public address must look like.
final class Addresses {

  /// Ports Telegram calls webhooks on; -1 is the scheme's own.
  private static final Set<Integer> TELEGRAM_PORTS = Set.of(-1, 443, 80, 88, 8443);

  private Addresses() {}

  /// Scheme, host, perhaps a port and a path; without the slash at the end. Null when it is
  /// anything else.
  static @Nullable URI base(String text) {
    try {
      URI uri = new URI(text.replaceFirst("/+$", ""));
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean plain =
          uri.getHost() != null
              && uri.getRawUserInfo() == null
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= 65_535;
      return plain && (scheme.equals("http") || scheme.equals("https")) ? uri : null;
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }

  /// Whether Telegram itself can call this address.
  static boolean reachableByTelegram(URI uri) {
    return "https".equalsIgnoreCase(uri.getScheme()) && TELEGRAM_PORTS.contains(uri.getPort());
  }

  static boolean loopback(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  /// A name or an address one can listen on.
  static boolean host(String text) {
    if (text.matches("[A-Za-z0-9]([A-Za-z0-9._-]{0,252})") && !text.matches("[0-9.]+")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(text).getAddress().length > 0;
    } catch (IllegalArgumentException neither) {
      return false;
    }
  }
}
