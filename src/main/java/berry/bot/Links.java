package berry.bot;

import berry.access.SignInLinks;
import berry.telegram.Me;
import java.net.URI;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Where people reach the bot and its dashboard.
public final class Links {

  private final Me me;
  private final SignInLinks signIn;
  private final Supplier<@Nullable URI> app;
  private final Supplier<URI> local;

  /// @param app address that Telegram opens as a Mini App; null when there is none
  /// @param local address on this machine; asked for late, because the port may be any free one
  public Links(Me me, SignInLinks signIn, Supplier<@Nullable URI> app, Supplier<URI> local) {
    this.me = me;
    this.signIn = signIn;
    this.app = app;
    this.local = local;
  }

  long botId() {
    return me.id();
  }

  String username() {
    return me.username() == null ? "" : me.username();
  }

  @Nullable String app() {
    URI address = app.get();
    return address == null ? null : trimmed(address) + "/";
  }

  /// The dashboard in a plain browser, signed in by a one-time code.
  ///
  /// The code stands behind `#`, which browsers send to nobody: no log of a server or proxy and no
  /// `Referer` gets to know it.
  String browser(long personId) {
    URI address = app.get();
    String base = trimmed(address == null ? local.get() : address);
    return base + "/#link=" + signIn.issue(personId);
  }

  /// Opens the Mini App from where its own button isn't allowed, such as a group.
  String startApp() {
    return "https://t.me/" + username() + "?startapp";
  }

  private static String trimmed(URI address) {
    return address.toString().replaceAll("/+$", "");
  }
}
