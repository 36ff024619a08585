package berry.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Through a bare Jetty, for to Berry itself every address that a test has is this machine.
final class ConnectionLimitTest {

  private final Server server = new Server();
  private final ServerConnector connector = new ServerConnector(server, 1, 1);
  private final List<Socket> open = new ArrayList<>();

  @BeforeEach
  void listen() throws Exception {
    connector.setHost("127.0.0.1");
    connector.addBean(new ConnectionLimit(_ -> false));
    server.addConnector(connector);
    server.setHandler(
        new Handler.Abstract() {
          @Override
          public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(response, true, "here", callback);
            return true;
          }
        });
    server.start();
  }

  @AfterEach
  void leave() throws Exception {
    for (Socket socket : open) {
      socket.close();
    }
    server.stop();
  }

  @Test
  void an_address_has_no_more_connections_the_more_often_it_is_refused() throws Exception {
    int answered = 0;
    for (int n = 0; n < 600; n++) {
      answered += answers() ? 1 : 0;
    }

    assertThat(answered).isEqualTo(500);
  }

  @Test
  void the_fuller_it_is_the_fewer_has_an_address() {
    int open = 0;
    int addresses = 0;
    while (open < 4_000) {
      int before = open;
      while (open < 4_000 && open - before < ConnectionLimit.ofAnAddress(open + 1)) {
        open++;
      }
      addresses++;
    }

    assertThat(ConnectionLimit.ofAnAddress(1)).isEqualTo(500);
    assertThat(addresses).isGreaterThan(60);
  }

  private boolean answers() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), connector.getLocalPort());
    open.add(socket);
    socket.setSoTimeout(10_000);
    try {
      socket
          .getOutputStream()
          .write("GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
      return socket.getInputStream().read() >= 0;
    } catch (SocketException _) {
      return false;
    }
  }
}
