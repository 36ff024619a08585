package berry.http;

import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.eclipse.jetty.io.Connection;

/// How many connections may be open: in all, and of one address. Those of trusted proxies, which
/// speak for many, and of this machine count for the whole only.
final class ConnectionLimit implements Connection.Listener {

  /// Some 3 KB each.
  private static final int MOST = 4_000;

  private static final int MOST_OF_AN_ADDRESS = 500;

  /// Of an address when half of all are taken, and when three quarters are: eight addresses must
  /// not fill the whole. Telegram comes by 40 at most unless told otherwise.
  private static final int OF_AN_ADDRESS_AT_HALF = 60;

  private static final int OF_AN_ADDRESS_NEAR_THE_END = 20;

  private final Predicate<String> known;
  private final Set<Connection> counted = ConcurrentHashMap.newKeySet();
  private final AtomicInteger open = new AtomicInteger();
  private final AddressLimit addresses = new AddressLimit(MOST_OF_AN_ADDRESS);

  ConnectionLimit(Proxies proxies) {
    this(address -> Proxies.isLoopback(address) || proxies.trusts(address));
  }

  /// @param known whether an address counts for the whole only
  ConnectionLimit(Predicate<String> known) {
    this.known = known;
  }

  @Override
  public void onOpened(Connection connection) {
    int now = open.incrementAndGet();
    String address = address(connection);
    if (known.test(address)) {
      return;
    }
    if (!addresses.enter(Proxies.subscriber(address), ofAnAddress(now))) {
      connection.getEndPoint().close();
      return;
    }
    counted.add(connection);
    if (now > MOST) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.decrementAndGet();
    // One that was refused must not make room for another.
    if (counted.remove(connection)) {
      addresses.leave(Proxies.subscriber(address(connection)));
    }
  }

  /// @param open how many connections there are
  static int ofAnAddress(int open) {
    if (open > MOST * 3 / 4) {
      return OF_AN_ADDRESS_NEAR_THE_END;
    }
    return open > MOST / 2 ? OF_AN_ADDRESS_AT_HALF : MOST_OF_AN_ADDRESS;
  }

  private static String address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer
            && peer.getAddress() != null
        ? peer.getAddress().getHostAddress()
        : "";
  }
}
