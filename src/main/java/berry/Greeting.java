package berry;

import berry.config.Configuration;
import berry.config.Scope;
import berry.sandbox.Sandbox;
import berry.telegram.Me;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The lines a start prints: seven at most, and the ready line after them.
final class Greeting {

  private Greeting() {}

  static List<String> lines(
      Base base, AccessPart access, Me me, @Nullable Sandbox sandbox, String address) {
    Configuration configuration = base.configuration();
    List<String> lines = new ArrayList<>();
    lines.add("Berry " + Version.current() + " · " + mode(configuration, me));
    URI app = configuration.webappUrl();
    if (sandbox != null) {
      lines.add("Chat page   " + address + "/sandbox");
    }
    lines.add("Dashboard   " + (app == null ? address : app));
    owner(configuration, access, me, sandbox, lines);
    lines.add("Data        " + data(base));
    lines.add("Next        " + next(me, sandbox));
    return lines;
  }

  /// A dashboard without a database.
  static List<String> front(Configuration configuration, String address) {
    URI app = configuration.webappUrl();
    return List.of(
        "Berry " + Version.current() + " · dashboard alone, without a database",
        "Dashboard   " + (app == null ? address : app),
        "API         handed on to " + FrontPart.base(configuration));
  }

  private static String mode(Configuration configuration, Me me) {
    if (configuration.sandbox()) {
      return "sandbox: a pretend Telegram, because no BOT_TOKEN is set";
    }
    String way = configuration.webhookUrl() == null ? "long polling" : "webhook";
    return "@" + Identity.username(me) + " by " + way;
  }

  /// A link that makes its user the owner must not be printed again and again, so only while there
  /// is none; and by the bot's service only, because each new link ends the one before.
  private static void owner(
      Configuration configuration,
      AccessPart access,
      Me me,
      @Nullable Sandbox sandbox,
      List<String> lines) {
    if (sandbox != null) {
      lines.add(
          "Owner       " + sandbox.owner().firstName() + ", the first person of the chat page");
    } else if (configuration.scope() != Scope.DASHBOARD
        && access.staff().owner().isEmpty()
        && me.username() != null) {
      lines.add(
          "Owner       open https://t.me/%s?start=claim_%s within 30 min"
              .formatted(me.username(), access.codes().issueClaim()));
    }
  }

  private static String data(Base base) {
    String place = base.configuration().data().toString();
    return base.storage().isEmbedded()
        ? place
        : place + ", database " + base.storage().direct().hosts();
  }

  private static String next(Me me, @Nullable Sandbox sandbox) {
    return sandbox == null
        ? "write to @" + Identity.username(me) + ", then /dashboard"
        : "open the chat page, write anything, see it in the Mini App; ./berry init for a real bot";
  }
}
