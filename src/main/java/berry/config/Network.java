package berry.config;

import java.net.InetAddress;
import java.util.Arrays;

/// An address or a network, as `10.0.0.0/8` or `::1`.
///
/// @param bits how many leading bits of the address count
public record Network(InetAddress address, int bits) {

  /// @throws IllegalArgumentException with what is wrong
  static Network parse(String text) {
    int slash = text.indexOf('/');
    InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
    int most = address.getAddress().length * 8;
    if (slash < 0) {
      return new Network(address, most);
    }
    int bits = Integer.parseInt(text.substring(slash + 1));
    if (bits < 0 || bits > most) {
      throw new IllegalArgumentException("/" + bits + " is not between 0 and " + most);
    }
    return new Network(address, bits);
  }

  /// Whether the other address lies in this network; IPv4 and IPv6 never meet.
  public boolean contains(InetAddress other) {
    byte[] mine = address.getAddress();
    byte[] theirs = other.getAddress();
    if (mine.length != theirs.length) {
      return false;
    }
    int whole = bits / 8;
    int rest = bits % 8;
    int mask = 0xff << (8 - rest);
    return Arrays.equals(mine, 0, whole, theirs, 0, whole)
        && (rest == 0 || (mine[whole] & mask) == (theirs[whole] & mask));
  }

  @Override
  public String toString() {
    return address.getHostAddress() + "/" + bits;
  }
}
