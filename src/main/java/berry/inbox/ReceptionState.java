package berry.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// How updates come, as the leading replica noted it down. Every process reads the same.
///
/// @param mode `polling` or `webhook`
/// @param leader host and process id of the replica that polls or watches the webhook
/// @param detour why it polls although a webhook is configured; null when it takes the usual way
/// @param trouble why updates don't come, a word for programs such as `foreign_poller`; null when
///   they come
/// @param words the same for a person, with what to do about it
/// @param silent whether nobody has noted anything for three minutes: no replica receives
/// @param goodAt when updates were last known to come: the last answered `getUpdates`, accepted
///   delivery, or look at a webhook that delivers; null before the first
/// @param deliveredAt the last accepted webhook call
/// @param goodSince they come since then, without a gap of two minutes or more
/// @param goodBefore the end of the stretch before: between it and `goodSince` was the last outage,
///   whose messages came late; null when there was none
public record ReceptionState(
    String mode,
    String leader,
    @Nullable String detour,
    @Nullable String trouble,
    @Nullable String words,
    @Nullable Instant troubleSince,
    boolean silent,
    @Nullable Instant goodAt,
    @Nullable Instant deliveredAt,
    @Nullable Instant goodSince,
    @Nullable Instant goodBefore) {

  /// What [#trouble()] says when nobody is there to say it.
  public static final String NOBODY = "nobody_receives";

  /// Why updates don't come, as a word; null when they do.
  public @Nullable String cause() {
    return silent ? NOBODY : trouble;
  }

  /// Why updates don't come, for a person; null when they do.
  public @Nullable String explanation() {
    return silent
        ? "no process receives updates: " + leader + " was the last. Start one (berry start)"
        : words;
  }
}
