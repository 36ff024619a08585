package berry.escalation;

import berry.testing.Ports;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// A mail server of somebody else's, as a process of its own on loopback.
final class MailServer implements AutoCloseable {

  static final String USER = "ann@example.org";
  static final String PASSWORD = "correct horse";

  private static final Path PYTHON = Path.of("/usr/bin/python3");
  private static final Path SCRIPT =
      Path.of("src/test/resources/berry/escalation/mail-server.py").toAbsolutePath();
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Process process;
  private final BufferedReader said;
  private final int port;

  private MailServer(Process process, BufferedReader said, int port) {
    this.process = process;
    this.said = said;
    this.port = port;
  }

  /// Takes mail from everybody.
  static MailServer open() throws IOException {
    return start(Map.of());
  }

  /// Takes mail from [#USER] alone.
  static MailServer withUser() throws IOException {
    return start(Map.of("user", USER, "password", PASSWORD));
  }

  /// The same, once the connection is encrypted.
  ///
  /// @param certificate of the server and its key, as PEM
  /// @param immediate from the first byte; otherwise by STARTTLS
  static MailServer encrypted(Path certificate, boolean immediate) throws IOException {
    return start(
        Map.of(
            "user", USER,
            "password", PASSWORD,
            "certificate", certificate.toString(),
            "immediate", immediate));
  }

  /// Ends the test as skipped, aloud, where it is not installed.
  private static MailServer start(Map<String, Object> options) throws IOException {
    Map<String, Object> all = new HashMap<>(options);
    all.put("port", Ports.free());
    Process process;
    try {
      process =
          new ProcessBuilder(PYTHON.toString(), SCRIPT.toString(), JSON.writeValueAsString(all))
              .redirectError(ProcessBuilder.Redirect.INHERIT)
              .start();
    } catch (IOException none) {
      return missing();
    }
    BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
    String port = said.readLine();
    if (port == null) {
      process.destroyForcibly();
      return missing();
    }
    return new MailServer(process, said, Integer.parseInt(port));
  }

  private static MailServer missing() {
    System.err.println(
        "NOT TESTED: mail, for there is no mail server (apt-get install python3-aiosmtpd)");
    return Assumptions.abort("there is no python3-aiosmtpd");
  }

  int port() {
    return port;
  }

  /// The next mail it took. Waits for it, at most until the server ends.
  JsonNode mail() throws IOException {
    return JSON.readTree(said.readLine());
  }

  /// How many mails it has taken that nobody looked at. Ends it.
  long untouched() throws IOException {
    process.getOutputStream().close();
    return said.lines().count();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
