package berry.escalation;

import berry.config.EscalationRules.MailServer;
import berry.config.Secret;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.Properties;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Mails an incident to the address that hands the mail in: whoever runs the mailbox has the
/// message, and no server has to let us write to others.
///
/// No password and no text crosses a network in the clear: unless the server is this machine, the
/// connection is encrypted from its first byte (`smtps`) or by STARTTLS before anything else is
/// said, and the certificate must be the server's.
final class Mail implements FallbackChannel {

  static final String ID = "mail";

  private static final Logger LOG = LoggerFactory.getLogger(Mail.class);

  /// A little less than what may be waited in all, so that it says what was being waited for.
  private static final Duration SILENCE = Duration.ofSeconds(8);

  private final MailServer server;
  private final @Nullable Secret password;
  private final Way way;

  /// How a server is reached.
  ///
  /// @param encrypted whether it must be
  /// @param trust null: the certificates that Java trusts
  /// @param patience for all of it
  record Way(boolean encrypted, @Nullable SSLSocketFactory trust, Duration patience) {

    static Way to(MailServer server) {
      return new Way(!here(server.host()), null, WebCall.PATIENCE);
    }
  }

  Mail(MailServer server, @Nullable Secret password) {
    this(server, password, Way.to(server));
  }

  Mail(MailServer server, @Nullable Secret password, Way way) {
    this.server = server;
    this.password = password;
    this.way = way;
  }

  /// Whether a host is this machine by what it is called; no name is looked up for it.
  static boolean here(String host) {
    if (host.equalsIgnoreCase("localhost")) {
      return true;
    }
    try {
      return InetAddress.ofLiteral(host.replaceFirst("^\\[(.*)]$", "$1")).isLoopbackAddress();
    } catch (IllegalArgumentException aName) {
      return false;
    }
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String shown() {
    return server.host();
  }

  @Override
  public Sent send(Call call) {
    try {
      Deadline.within(way.patience(), () -> deliver(call));
      return new Sent.Ok();
    } catch (IOException e) {
      return MailRefusal.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Sent.Failed("this process ends", true);
    }
  }

  private IncidentMail deliver(Call call) throws IOException, MessagingException {
    WebCall.allowed(URI.create("smtp://" + server.host()));
    Session session = Session.getInstance(properties());
    IncidentMail mail = IncidentMail.of(session, call, server.address());
    Transport transport = session.getTransport("smtp");
    try {
      transport.connect(
          server.host(),
          server.port(),
          password == null ? null : server.user(),
          password == null ? null : password.reveal());
      transport.sendMessage(mail, mail.getAllRecipients());
    } finally {
      close(transport);
    }
    return mail;
  }

  /// A server that took the mail and then can't say goodbye has taken it.
  private static void close(Transport transport) {
    try {
      transport.close();
    } catch (MessagingException rude) {
      LOG.debug("The mail server did not say goodbye", rude);
    }
  }

  private Properties properties() {
    Properties all = new Properties();
    String silence = Long.toString(Math.min(SILENCE.toMillis(), way.patience().toMillis()));
    all.put("mail.smtp.connectiontimeout", silence);
    all.put("mail.smtp.timeout", silence);
    all.put("mail.smtp.writetimeout", silence);
    all.put("mail.smtp.ssl.enable", Boolean.toString(server.tls()));
    all.put("mail.smtp.ssl.protocols", "TLSv1.3 TLSv1.2");
    all.put("mail.smtp.ssl.checkserveridentity", "true");
    all.put("mail.smtp.starttls.enable", Boolean.toString(way.encrypted() && !server.tls()));
    all.put("mail.smtp.starttls.required", Boolean.toString(way.encrypted() && !server.tls()));
    all.put("mail.smtp.auth", Boolean.toString(password != null));
    all.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    // Without it the name of this machine is looked up, which may take longer than we have.
    all.put("mail.smtp.localhost", "[127.0.0.1]");
    all.put("mail.smtp.quitwait", "false");
    SSLSocketFactory trust = way.trust();
    if (trust != null) {
      all.put("mail.smtp.ssl.socketFactory", trust);
    }
    return all;
  }
}
