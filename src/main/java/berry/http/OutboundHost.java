package berry.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;

/// Which hosts Berry may turn to by itself: stores of copies, those it tells of incidents. A name
/// must not lead into the network around this machine: whoever answers for a name could otherwise
/// make Berry talk to what stands there. Who means such a host says its address.
///
/// The address is looked up once more when it is connected to; a name that leads elsewhere by then
/// would need a certificate for itself there, since nothing but TLS leaves this machine.
public final class OutboundHost {

  private OutboundHost() {}

  /// @throws IOException when its host is unknown, or not allowed
  public static void require(URI endpoint) throws IOException {
    String host = endpoint.getHost().replaceFirst("^\\[(.*)]$", "$1");
    InetAddress[] addresses;
    try {
      addresses = InetAddress.getAllByName(host);
    } catch (UnknownHostException unknown) {
      throw new IOException("there is no host " + host, unknown);
    }
    boolean named = !literal(host) && !host.equalsIgnoreCase("localhost");
    for (InetAddress one : addresses) {
      if (metadata(one) || (named && inside(one))) {
        throw new IOException(
            "%s leads to %s, which is no address for what Berry sends: %s"
                .formatted(
                    host,
                    one.getHostAddress(),
                    metadata(one)
                        ? "machines of clouds are told their secrets there"
                        : "for a host in your own network name its address instead"));
      }
    }
  }

  /// Link-local: what clouds tell their machines, keys among it, comes from there.
  private static boolean metadata(InetAddress address) {
    return address.isLinkLocalAddress() || address.isAnyLocalAddress();
  }

  private static boolean inside(InetAddress address) {
    byte[] bytes = address.getAddress();
    boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
    boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
    boolean embedded =
        bytes.length == 16
            && Arrays.equals(
                bytes,
                0,
                12,
                new byte[] {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0},
                0,
                12);
    return address.isLoopbackAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || uniqueLocal
        || shared
        || embedded;
  }

  private static boolean literal(String host) {
    try {
      return InetAddress.ofLiteral(host).getAddress().length > 0;
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }
}
