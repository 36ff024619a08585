package berry.escalation;

import berry.config.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The ways past Telegram, as `berry.yaml` names them.
///
/// @param webhook https, or http on this machine; null: none
/// @param signing signs what the webhook is told; never null where that is set
/// @param mail null: none
/// @param password of the user who hands mail in; null: without signing in
/// @param deadMan where somebody else hears every minute that Berry lives, without a slash at the
///   end and without a query; null: nobody does
public record ChannelSettings(
    @Nullable URI webhook,
    @Nullable Secret signing,
    @Nullable MailServer mail,
    @Nullable Secret password,
    @Nullable URI deadMan) {

  public static final ChannelSettings NONE = new ChannelSettings(null, null, null, null, null);

  /// @param tls whether the connection is encrypted from its first byte; otherwise by STARTTLS
  /// @param user who signs in
  public record MailServer(boolean tls, String host, int port, String user) {

    /// Where mail goes to and comes from: the user, where that is an address, else the user at that
    /// host.
    public String address() {
      return user.contains("@") ? user : user + "@" + host;
    }
  }

  public ChannelSettings {
    if (webhook != null && signing == null) {
      throw new IllegalArgumentException("a webhook without a secret can't be believed");
    }
  }
}
