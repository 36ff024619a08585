package berry.config;

import java.net.InetAddress;
import java.util.regex.Pattern;

/// One `host[:port]` of a database address.
///
/// @param name host name, IPv4 address, or IPv6 address without brackets
public record DatabaseHost(String name, int port) {

  private static final int USUAL_PORT = 5432;
  private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}]([\\p{L}\\p{N}._-]*)");

  /// Understands `db`, `db:6432`, `10.0.0.1`, `[::1]`, `[::1]:5432`.
  static DatabaseHost parse(String text) throws BadDatabaseUrl {
    if (text.isEmpty()) {
      throw new BadDatabaseUrl("it names no host (localhost must be written out)");
    }
    if (text.startsWith("[")) {
      return bracketed(text);
    }
    int colon = text.indexOf(':');
    if (colon != text.lastIndexOf(':')) {
      throw new BadDatabaseUrl("an IPv6 address stands in brackets, [::1]:5432");
    }
    String name = Percent.decode(colon < 0 ? text : text.substring(0, colon), "host");
    if (name.startsWith("/")) {
      throw new BadDatabaseUrl("it names a Unix socket; Berry connects by TCP, write localhost");
    }
    if (!NAME.matcher(name).matches()) {
      throw new BadDatabaseUrl("the host is not a name or an address");
    }
    return new DatabaseHost(name, colon < 0 ? USUAL_PORT : port(text.substring(colon + 1)));
  }

  private static DatabaseHost bracketed(String text) throws BadDatabaseUrl {
    int end = text.indexOf(']');
    if (end < 0) {
      throw new BadDatabaseUrl("the bracket of an IPv6 address is not closed");
    }
    String address = text.substring(1, end);
    String rest = text.substring(end + 1);
    if (!address.contains(":") || !literal(address)) {
      throw new BadDatabaseUrl("what stands in brackets is not an IPv6 address");
    }
    if (!rest.isEmpty() && !rest.startsWith(":")) {
      throw new BadDatabaseUrl("only a port may follow the brackets of an IPv6 address");
    }
    return new DatabaseHost(address, rest.isEmpty() ? USUAL_PORT : port(rest.substring(1)));
  }

  private static boolean literal(String address) {
    try {
      return InetAddress.ofLiteral(address).getAddress().length > 0;
    } catch (IllegalArgumentException notAnAddress) {
      return false;
    }
  }

  private static int port(String text) throws BadDatabaseUrl {
    if (!text.matches("[0-9]{1,5}")) {
      throw new BadDatabaseUrl("the port is not a number from 1 to 65535");
    }
    int port = Integer.parseInt(text);
    if (port < 1 || port > 65_535) {
      throw new BadDatabaseUrl("the port " + port + " is not between 1 and 65535");
    }
    return port;
  }

  @Override
  public String toString() {
    return (name.contains(":") ? "[" + name + "]" : name) + ":" + port;
  }
}
