package berry.http;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The proxies whose word about a caller's address we take (`TRUSTED_PROXIES`).
final class Proxies {

  private final List<Network> networks;
  private final Server.UntrustedProxy untrusted;

  Proxies(List<String> trusted) {
    this(trusted, (_, _) -> {});
  }

  /// @param trusted addresses or networks, as `10.0.0.1` or `10.0.0.0/8`
  /// @param untrusted hears of requests that somebody else forwards
  Proxies(List<String> trusted, Server.UntrustedProxy untrusted) {
    this.networks = trusted.stream().map(Network::of).toList();
    this.untrusted = untrusted;
  }

  /// A request came that its sender says to forward.
  void forwarded(String peer, String header) {
    if (!trusts(peer)) {
      untrusted.seen(peer, header);
    }
  }

  /// The caller's address: the peer's own, unless the peer is trusted. Then the nearest address in
  /// `X-Forwarded-For` that is not a trusted proxy; what stands further left anyone may have
  /// written.
  String caller(String peer, List<String> forwardedFor) {
    String caller = peer;
    var hops = new ArrayList<String>();
    forwardedFor.forEach(line -> hops.addAll(List.of(line.split(",", -1))));
    for (String hop : hops.reversed()) {
      if (!trusts(caller)) {
        return caller;
      }
      InetAddress address = literal(hop.strip());
      if (address == null) {
        return caller;
      }
      caller = address.getHostAddress();
    }
    return caller;
  }

  boolean trusts(String address) {
    InetAddress parsed = literal(address);
    return parsed != null && networks.stream().anyMatch(network -> network.contains(parsed));
  }

  static boolean isLoopback(String address) {
    InetAddress parsed = literal(address);
    return parsed != null && parsed.isLoopbackAddress();
  }

  /// What a limit counts by: the address, or of IPv6 its first 64 bits, for among the others
  /// whoever has one has them all (RFC 4291, section 2.5.4).
  static String subscriber(String address) {
    return literal(address) instanceof Inet6Address six
        ? HexFormat.of().formatHex(six.getAddress(), 0, 8)
        : address;
  }

  /// An address written in digits; names are never looked up.
  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  private record Network(InetAddress base, int bits) {

    static Network of(String text) {
      int slash = text.indexOf('/');
      InetAddress base = literal(slash < 0 ? text : text.substring(0, slash));
      if (base == null) {
        throw new IllegalArgumentException("not an address or network: " + text);
      }
      int all = base.getAddress().length * 8;
      int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
      if (bits < 0 || bits > all) {
        throw new IllegalArgumentException("a network has 0 to " + all + " bits, not " + text);
      }
      return new Network(base, bits);
    }

    boolean contains(InetAddress address) {
      byte[] ours = base.getAddress();
      byte[] theirs = address.getAddress();
      if (ours.length != theirs.length) {
        return false;
      }
      int whole = bits / 8;
      int rest = bits % 8;
      if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) {
        return false;
      }
      int mask = rest == 0 ? 0 : 0xff << (8 - rest);
      return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
    }
  }
}
