package berry.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/// Ports for those who must be told one beforehand.
public final class Ports {

  private Ports() {}

  /// A port that nobody listens on now and that nobody is given by chance before, or while, its
  /// server is down. Of those that the system hands out (Linux: from 32768) a client that tries
  /// again and again to reach a dead server gets the server's own, talks to itself, and the server
  /// can't come back.
  public static int free() {
    while (true) {
      int port = ThreadLocalRandom.current().nextInt(20_000, 32_000);
      try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
        return socket.getLocalPort();
      } catch (IOException taken) {
        // Another one, then.
      }
    }
  }
}
