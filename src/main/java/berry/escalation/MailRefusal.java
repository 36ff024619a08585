package berry.escalation;

import berry.escalation.FallbackChannel.Sent;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/// Why a mail was not taken. Servers answer 4xx for what may go well later, 5xx for what will not.
final class MailRefusal {

  private MailRefusal() {}

  static Sent.Failed of(Throwable failure) {
    Sent.Failed found = null;
    for (Throwable one : all(failure)) {
      Sent.Failed known = known(one).orElse(null);
      // What a server says of one address says more than that the whole failed.
      found = known == null ? found : known;
    }
    return found == null ? new Sent.Failed(Reason.of(failure), true) : found;
  }

  /// With what they hold: a cause, and in mail also what came next.
  private static Iterable<Throwable> all(Throwable failure) {
    Deque<Throwable> found = new ArrayDeque<>();
    for (Throwable one = failure; one != null && !found.contains(one); one = next(one)) {
      found.add(one);
    }
    return found;
  }

  private static @Nullable Throwable next(Throwable one) {
    return one instanceof MessagingException mail && mail.getNextException() != null
        ? mail.getNextException()
        : one.getCause();
  }

  private static Optional<Sent.Failed> known(Throwable one) {
    return Optional.ofNullable(
        switch (one) {
          case AuthenticationFailedException no ->
              refused("the user or SMTP_PASSWORD is not accepted", code(no.getMessage()), no);
          case SMTPAddressFailedException no ->
              refused("the recipient is refused", no.getReturnCode(), no);
          case SMTPSenderFailedException no ->
              refused("the sender is refused", no.getReturnCode(), no);
          case SMTPSendFailedException no -> refused("it is refused", no.getReturnCode(), no);
          case MessagingException no when said(no).contains("starttls is required") ->
              new Sent.Failed("the server offers no TLS: nothing is sent in the clear", false);
          default -> null;
        });
  }

  private static Sent.Failed refused(String what, int code, Throwable no) {
    String words = Reason.line(no.getMessage());
    return new Sent.Failed(words.isEmpty() ? what : what + ": " + words, code / 100 == 4);
  }

  private static int code(@Nullable String said) {
    return said != null && said.matches("(?s)[245]\\d\\d\\b.*")
        ? Integer.parseInt(said.substring(0, 3))
        : 535;
  }

  private static String said(Throwable one) {
    return one.getMessage() == null ? "" : one.getMessage().toLowerCase(Locale.ROOT);
  }
}
