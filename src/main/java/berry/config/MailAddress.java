package berry.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads `escalation.mail`: `smtp://user@host[:port]` or `smtps://…`.
final class MailAddress {

  private static final String KEY = "escalation.mail";
  private static final String EXAMPLE = "smtp://berry%40example.org@mail.example.org";

  /// Where clients hand mail in: with STARTTLS, and encrypted from the first byte (RFC 8314).
  private static final int SUBMISSION = 587;

  private static final int SUBMISSIONS = 465;

  private final RulesFile file;

  MailAddress(RulesFile file) {
    this.file = file;
  }

  EscalationRules.@Nullable MailServer read(JsonNode node) {
    if (node.isMissingNode()) {
      return null;
    }
    String text = node.isString() ? node.asString().strip() : "";
    URI uri = uri(text);
    String user = uri == null ? null : uri.getUserInfo();
    if (user != null && user.contains(":")) {
      file.refuse(
          KEY,
          EscalationSection.hidden(text),
          "smtp://user@host without a password; that belongs in SMTP_PASSWORD",
          EXAMPLE);
      return null;
    }
    if (uri == null || user == null || !user.matches("[!-~]{1,254}") || user.matches(".*[<>,].*")) {
      file.refuse(
          KEY,
          EscalationSection.hidden(node.isString() ? text : node.toString()),
          "smtp://user@host or smtps://user@host, perhaps with a port; an @ in the user is %40",
          EXAMPLE);
      return null;
    }
    boolean tls = uri.getScheme().toLowerCase(Locale.ROOT).equals("smtps");
    int port = uri.getPort() > 0 ? uri.getPort() : tls ? SUBMISSIONS : SUBMISSION;
    return new EscalationRules.MailServer(tls, uri.getHost(), port, user);
  }

  private static @Nullable URI uri(String text) {
    try {
      URI uri = new URI(text);
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean plain =
          (scheme.equals("smtp") || scheme.equals("smtps"))
              && uri.getHost() != null
              && (uri.getRawPath().isEmpty() || uri.getRawPath().equals("/"))
              && uri.getRawQuery() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= 65_535;
      return plain ? uri : null;
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }
}
