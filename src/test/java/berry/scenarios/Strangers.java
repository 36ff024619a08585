package berry.scenarios;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Somebody who is not Telegram and calls the webhook.
record Strangers(int port) {

  private static final int PATIENCE_MILLIS = 10_000;

  /// Announces a body of a megabyte, sends none of it, and waits for an answer.
  ///
  /// @param secret null: without the header
  /// @return the status
  int knock(@Nullable String secret) {
    String header = secret == null ? "" : "X-Telegram-Bot-Api-Secret-Token: " + secret + "\r\n";
    String request =
        """
        POST /telegram/webhook HTTP/1.1\r
        Host: 127.0.0.1\r
        Content-Type: application/json\r
        Content-Length: 1000000\r
        %s\r
        """
            .formatted(header);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      BufferedReader answer =
          new BufferedReader(
              new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
      String first = String.valueOf(answer.readLine());
      return Integer.parseInt(first.replaceFirst("HTTP/1.1 (\\d{3}).*", "$1"));
    } catch (IOException e) {
      throw new AssertionError("no answer to a stranger", e);
    }
  }
}
