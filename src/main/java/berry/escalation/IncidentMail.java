package berry.escalation;

import berry.escalation.FallbackChannel.Call;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.util.Date;

/// One mail about an incident: plain text, its subject says how bad it is and what.
final class IncidentMail extends MimeMessage {

  private static final int LONGEST_SUBJECT = 150;
  private static final int LONGEST_TEXT = 20_000;

  private final String messageId;

  private IncidentMail(Session session, String messageId) {
    super(session);
    this.messageId = messageId;
  }

  /// @param address from and to whom
  static IncidentMail of(Session session, Call call, String address) throws MessagingException {
    InternetAddress both = new InternetAddress(address, true);
    String domain = address.substring(address.lastIndexOf('@') + 1);
    IncidentMail mail = new IncidentMail(session, "<" + call.key() + ".berry@" + domain + ">");
    mail.setFrom(both);
    mail.setRecipient(Message.RecipientType.TO, both);
    mail.setSubject(subject(call), "UTF-8");
    mail.setSentDate(Date.from(call.at()));
    // Nobody's "I am on holiday" is to come back.
    mail.setHeader("Auto-Submitted", "auto-generated");
    if (call.incident() > 0) {
      // All of an incident in one conversation.
      mail.setHeader("References", "<incident-" + call.incident() + ".berry@" + domain + ">");
    }
    mail.setText(text(call), "UTF-8");
    mail.saveChanges();
    return mail;
  }

  /// On one line: a line break in it could begin a header, or a second mail.
  static String subject(Call call) {
    String said = "[Berry] %s, %s: %s".formatted(word(call.severity()), call.state(), call.title());
    return Shortened.to(
        LONGEST_SUBJECT, said.replaceAll("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+", " ").strip());
  }

  private static String text(Call call) {
    String said = Shortened.to(LONGEST_TEXT, call.text());
    return (call.open() == null ? said : said + "\n\n" + call.open()) + "\n";
  }

  private static String word(int severity) {
    return switch (severity) {
      case 1 -> "urgent";
      case 2 -> "important";
      default -> "for information";
    };
  }

  /// The same for each try, so that mailboxes show it once.
  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", messageId);
  }
}
