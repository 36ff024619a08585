package berry.escalation;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.EscalationRules;
import berry.config.Secret;
import berry.escalation.FallbackChannel.Call;
import berry.escalation.FallbackChannel.Sent;
import berry.testing.Ports;
import berry.testing.SelfSigned;
import berry.testing.Slow;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

@Slow("starts mail servers")
final class MailTest {

  private static final Instant NOON = Instant.parse("2026-03-02T12:00:00Z");
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  @TempDir private Path folder;

  @Test
  void arrives_as_it_was_written() throws Exception {
    try (MailServer server = MailServer.withUser()) {
      Sent sent = local(server.port(), MailServer.PASSWORD).send(CALL);

      JsonNode mail = mail(server, sent);
      assertThat(mail.get("subject").asString())
          .isEqualTo("[Berry] urgent, open: Диск заполнен, größer als 80 %");
      assertThat(mail.get("text").asString())
          .isEqualToNormalizingNewlines(
              "Занято 91 %, предел 80 %.\nLangsame Grüße\n\nhttps://berry.example.org/#/incidents/12\n");
      assertThat(mail.get("type").asString()).isEqualTo("text/plain");
      assertThat(mail.get("mailFrom").asString()).isEqualTo(MailServer.USER);
      assertThat(mail.get("rcptTo").values())
          .extracting(JsonNode::asString)
          .containsExactly(MailServer.USER);
      assertThat(mail.get("user").asString()).isEqualTo(MailServer.USER);
      assertThat(header(mail, "Message-ID")).containsExactly("<incident-12-1-0.berry@example.org>");
      assertThat(header(mail, "Auto-Submitted")).containsExactly("auto-generated");
      assertThat(header(mail, "Date").getFirst()).startsWith("Mon, 02 Mar 2026 12:00:00");
    }
  }

  @Test
  void goes_without_signing_in_where_there_is_no_password() throws Exception {
    try (MailServer server = MailServer.open()) {
      Sent sent = local(server.port(), null).send(CALL);

      assertThat(mail(server, sent).get("user").isNull()).isTrue();
    }
  }

  @Test
  void is_encrypted_by_starttls_before_the_password_is_said() throws Exception {
    SelfSigned certificate = new SelfSigned(folder);
    Path pem = certificate.pem(folder.resolve("server.pem"));
    try (MailServer server = MailServer.encrypted(pem, false)) {
      Mail mail = encrypted(server.port(), false, certificate.context().getSocketFactory());

      assertThat(mail(server, mail.send(CALL)).get("tls").asBoolean()).isTrue();
    }
  }

  @Test
  void is_encrypted_from_the_first_byte_by_smtps() throws Exception {
    SelfSigned certificate = new SelfSigned(folder);
    Path pem = certificate.pem(folder.resolve("server.pem"));
    try (MailServer server = MailServer.encrypted(pem, true)) {
      Mail mail = encrypted(server.port(), true, certificate.context().getSocketFactory());

      assertThat(mail(server, mail.send(CALL)).get("user").asString()).isEqualTo(MailServer.USER);
    }
  }

  @Test
  void is_not_sent_to_a_server_whose_certificate_nobody_knows() throws Exception {
    Path pem = new SelfSigned(folder).pem(folder.resolve("server.pem"));
    try (MailServer starttls = MailServer.encrypted(pem, false);
        MailServer smtps = MailServer.encrypted(pem, true)) {
      assertThat(failed(encrypted(starttls.port(), false, null)).why()).contains("TLS");
      assertThat(failed(encrypted(smtps.port(), true, null)).why()).contains("TLS");
      assertThat(starttls.untouched() + smtps.untouched()).isZero();
    }
  }

  @Test
  void is_not_sent_in_the_clear_to_a_server_that_offers_no_tls() throws Exception {
    try (MailServer server = MailServer.withUser()) {
      Sent.Failed failed = failed(encrypted(server.port(), false, null));

      assertThat(failed.why()).contains("offers no TLS");
      assertThat(failed.again()).isFalse();
      assertThat(server.untouched()).isZero();
    }
  }

  @Test
  void says_that_the_password_is_wrong_and_does_not_try_it_again() throws Exception {
    try (MailServer server = MailServer.withUser()) {
      Sent.Failed failed = failed(local(server.port(), "battery staple"));

      assertThat(failed.why()).contains("SMTP_PASSWORD", "535").doesNotContain("staple");
      assertThat(failed.again()).isFalse();
    }
  }

  @Test
  void says_that_the_recipient_is_refused() throws Exception {
    try (MailServer server = MailServer.open()) {
      Sent.Failed failed = failed(from(server.port(), "nobody@example.org"));

      assertThat(failed.why()).contains("recipient", "no such mailbox here");
      assertThat(failed.again()).isFalse();
    }
  }

  @Test
  void comes_again_when_the_server_asks_for_it() throws Exception {
    try (MailServer server = MailServer.open()) {
      Sent.Failed failed = failed(from(server.port(), "later@example.org"));

      assertThat(failed.why()).contains("greylisted");
      assertThat(failed.again()).isTrue();
    }
  }

  @Test
  void comes_again_when_nobody_listens() {
    Sent.Failed failed = failed(local(Ports.free(), null));

    assertThat(failed.why()).contains("nobody listens");
    assertThat(failed.again()).isTrue();
  }

  @Test
  void does_not_wait_for_ever_for_a_server_that_says_a_little_now_and_then() throws Exception {
    try (ServerSocket slow = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> server = CompletableFuture.runAsync(() -> drip(slow));
      var mail =
          new Mail(
              at(slow.getLocalPort(), MailServer.USER),
              null,
              new Mail.Way(false, null, Duration.ofMillis(400)));

      Sent.Failed failed = failed(mail);

      assertThat(failed.why()).contains("no answer within 400 ms");
      assertThat(failed.again()).isTrue();
      server.join(); // ends once the connection is closed
    }
  }

  @Test
  void a_title_can_begin_no_header_and_no_second_mail() throws Exception {
    String evil =
        "Disk\r\nBcc: eve@example.org\r\n\r\n.\r\nMAIL FROM:<eve@example.org>\u2028x\u202e";
    Call call = new Call("incident-1-1-0", 1, 2, "open", evil, ".\r\nQUIT\r\n..\n", null, NOON);
    try (MailServer server = MailServer.open()) {
      JsonNode mail = mail(server, local(server.port(), null).send(call));

      assertThat(mail.get("subject").asString())
          .isEqualTo(
              "[Berry] important, open: Disk Bcc: eve@example.org . MAIL FROM:<eve@example.org> x");
      assertThat(header(mail, "Bcc")).isEmpty();
      assertThat(mail.get("rcptTo").size()).isEqualTo(1);
      assertThat(mail.get("text").asString()).startsWith(".").contains("QUIT", "..");
      assertThat(server.untouched()).isZero();
    }
  }

  @Test
  void a_subject_stays_short() {
    Call call = new Call("k", 1, 1, "open", "Щ".repeat(5_000), "", null, NOON);

    assertThat(IncidentMail.subject(call)).hasSize(150).endsWith("…");
  }

  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,true",
    "localhost,true",
    "[::1],true",
    "mail.example.org,false",
    "10.0.0.1,false",
    "127.0.0.1.example.org,false",
    "localhost.example.org,false"
  })
  void only_this_machine_may_be_spoken_to_in_the_clear(String host, boolean here) {
    var server = new EscalationRules.MailServer(false, host, 25, "ann");

    assertThat(Mail.Way.to(server).encrypted()).isEqualTo(!here);
  }

  @Test
  void goes_to_the_user_where_that_is_an_address_and_else_to_the_user_at_the_server() {
    assertThat(at(25, "ann@example.org").address()).isEqualTo("ann@example.org");
    assertThat(at(25, "ann").address()).isEqualTo("ann@127.0.0.1");
  }

  private static final Call CALL =
      new Call(
          "incident-12-1-0",
          12,
          1,
          "open",
          "Диск заполнен, größer als 80 %",
          "Занято 91 %, предел 80 %.\nLangsame Grüße",
          URI.create("https://berry.example.org/#/incidents/12"),
          NOON);

  private static EscalationRules.MailServer at(int port, String user) {
    return new EscalationRules.MailServer(false, "127.0.0.1", port, user);
  }

  private static Mail local(int port, @Nullable String password) {
    return new Mail(at(port, MailServer.USER), password == null ? null : new Secret(password));
  }

  private static Mail from(int port, String address) {
    return new Mail(at(port, address), null);
  }

  private static Mail encrypted(int port, boolean immediate, @Nullable SSLSocketFactory trust) {
    return new Mail(
        new EscalationRules.MailServer(immediate, "127.0.0.1", port, MailServer.USER),
        new Secret(MailServer.PASSWORD),
        new Mail.Way(true, trust, PATIENCE));
  }

  private static JsonNode mail(MailServer server, Sent sent) throws IOException {
    assertThat(sent).isEqualTo(new Sent.Ok());
    return server.mail();
  }

  private static Sent.Failed failed(Mail mail) {
    Sent sent = mail.send(CALL);
    assertThat(sent).isInstanceOf(Sent.Failed.class);
    return (Sent.Failed) sent;
  }

  private static List<String> header(JsonNode mail, String name) {
    return mail.get("headers").values().stream()
        .filter(one -> one.get(0).asString().equalsIgnoreCase(name))
        .map(one -> one.get(1).asString())
        .toList();
  }

  /// Begins to greet and never comes to the end of it.
  private static void drip(ServerSocket server) {
    try (Socket socket = server.accept();
        OutputStream out = socket.getOutputStream()) {
      while (true) {
        out.write("220-wait\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
        LockSupport.parkNanos(20_000_000); // so slow it is
      }
    } catch (IOException gone) {
      // as wanted
    }
  }
}
