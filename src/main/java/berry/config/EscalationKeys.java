package berry.config;

import org.jspecify.annotations.Nullable;

/// What the ways past Telegram need to be believed.
///
/// @param webhook signs what `escalation.webhook` is told; never null where that is set
/// @param smtp of the user of `escalation.mail`; null: mail is sent without signing in
public record EscalationKeys(@Nullable Secret webhook, @Nullable Secret smtp) {

  public static final EscalationKeys NONE = new EscalationKeys(null, null);
}
