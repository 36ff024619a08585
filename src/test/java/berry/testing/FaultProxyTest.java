package berry.testing;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FaultProxyTest {

  private static final Duration SOON = Duration.ofSeconds(20);

  /// What the kernel calls the state of a connection that nobody has answered yet.
  private static final String SYN_SENT = "02";

  private final List<Socket> others = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (Socket other : others) {
      other.close();
    }
  }

  /// One that survived let a whole replica work on while its database was said to be out of reach.
  @Test
  void what_is_being_opened_while_it_is_cut_ends_like_the_others() throws IOException {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        FaultProxy wire = new FaultProxy(server.getLocalPort())) {
      fill(server);
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), wire.port())) {
        Await.until(SOON, () -> knocksAt(server.getLocalPort()));

        wire.cut();
        for (int n = 0; n < others.size(); n++) {
          server.accept().close();
        }

        client.setSoTimeout((int) SOON.toMillis());
        assertThatThrownBy(() -> client.getInputStream().read())
            .isInstanceOf(SocketException.class)
            .hasMessageContaining("reset");
      }
    }
  }

  /// Until the server's queue is full and it answers nobody.
  private void fill(ServerSocket server) throws IOException {
    while (true) {
      Socket other = new Socket();
      try {
        other.connect(new InetSocketAddress(server.getInetAddress(), server.getLocalPort()), 100);
        others.add(other);
      } catch (SocketTimeoutException full) {
        other.close();
        return;
      }
    }
  }

  private static boolean knocksAt(int port) {
    String there = ":%04X %s".formatted(port, SYN_SENT);
    return Stream.of("tcp", "tcp6")
        .anyMatch(table -> {
          try {
            return Files.readString(Path.of("/proc/net", table)).contains(there);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }
}
