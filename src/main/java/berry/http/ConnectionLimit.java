package berry.http;

import java.net.InetSocketAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.io.Connection;

/// How many connections may be open: in all, and of one address. Those of trusted proxies, which
/// speak for many, and of this machine count for the whole only.
final class ConnectionLimit implements Connection.Listener {

  /// Some 3 KB each.
  private static final int MOST = 4_000;

  private static final int MOST_OF_AN_ADDRESS = 500;

  private final Proxies proxies;
  private final AtomicInteger open = new AtomicInteger();
  private final AddressLimit addresses = new AddressLimit(MOST_OF_AN_ADDRESS);

  ConnectionLimit(Proxies proxies) {
    this.proxies = proxies;
  }

  @Override
  public void onOpened(Connection connection) {
    String address = address(connection);
    boolean known = Proxies.isLoopback(address) || proxies.trusts(address);
    int now = open.incrementAndGet();
    boolean few = known || addresses.enter(Proxies.subscriber(address));
    if (!few || (now > MOST && !known)) {
      connection.getEndPoint().close();
    }
  }

  @Override
  public void onClosed(Connection connection) {
    open.decrementAndGet();
    String address = address(connection);
    if (!Proxies.isLoopback(address) && !proxies.trusts(address)) {
      addresses.leave(Proxies.subscriber(address));
    }
  }

  private static String address(Connection connection) {
    return connection.getEndPoint().getRemoteSocketAddress() instanceof InetSocketAddress peer
            && peer.getAddress() != null
        ? peer.getAddress().getHostAddress()
        : "";
  }
}
