package berry.alerts;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One time that a rule fired, or fell silent, and the message about it.
///
/// @param id null until it is stored; key and beginning name it, too
/// @param first the value it fired with; null: its figure is absent, which is what it tells
/// @param announced `no`, `queued`, `directly`, `digest`, `silenced`, `inhibited`
/// @param outgoingId the message in the outbox
/// @param messageId the message that was sent past the outbox
/// @param picture whether the message is a photo
public record Episode(
    @Nullable Long id,
    String key,
    int severity,
    Instant beganAt,
    @Nullable Instant endedAt,
    double threshold,
    @Nullable Double first,
    @Nullable Double worst,
    @Nullable String replica,
    boolean test,
    String announced,
    @Nullable Long chatId,
    @Nullable Long outgoingId,
    @Nullable Long messageId,
    boolean picture) {

  static final String NO = "no";
  static final String QUEUED = "queued";
  static final String DIRECTLY = "directly";
  static final String DIGEST = "digest";
  static final String SILENCED = "silenced";
  static final String INHIBITED = "inhibited";

  private static final Set<String> WAITS = Set.of(NO, SILENCED, INHIBITED);

  static Episode begin(Rule rule, Instant at, @Nullable Double value, @Nullable String replica) {
    return new Episode(
        null,
        rule.key(),
        rule.severity(),
        at,
        null,
        rule.threshold(),
        value,
        value,
        replica,
        false,
        NO,
        null,
        null,
        null,
        false);
  }

  /// A message that tests the way, and nothing else.
  static Episode test(Rule rule, Instant at, long chatId) {
    return new Episode(
        null,
        rule.key(),
        rule.severity(),
        at,
        at,
        rule.threshold(),
        null,
        rule.threshold(),
        null,
        true,
        QUEUED,
        chatId,
        null,
        null,
        false);
  }

  /// Whether nobody was told of it yet.
  boolean untold() {
    return WAITS.contains(announced);
  }

  /// Whether there is a message of it that can be changed.
  boolean hasMessage() {
    return announced.equals(QUEUED) || announced.equals(DIRECTLY);
  }

  /// Whether it tells that the figure is absent.
  boolean silence() {
    return first == null;
  }

  boolean same(Episode other) {
    return key.equals(other.key) && beganAt.equals(other.beganAt);
  }

  Episode stored(long newId) {
    return new Episode(
        newId,
        key,
        severity,
        beganAt,
        endedAt,
        threshold,
        first,
        worst,
        replica,
        test,
        announced,
        chatId,
        outgoingId,
        messageId,
        picture);
  }

  Episode ended(Instant at) {
    return new Episode(
        id,
        key,
        severity,
        beganAt,
        at,
        threshold,
        first,
        worst,
        replica,
        test,
        announced,
        chatId,
        outgoingId,
        messageId,
        picture);
  }

  Episode worst(double value, @Nullable String whose) {
    return new Episode(
        id,
        key,
        severity,
        beganAt,
        endedAt,
        threshold,
        first,
        value,
        whose,
        test,
        announced,
        chatId,
        outgoingId,
        messageId,
        picture);
  }

  Episode announced(String how) {
    return new Episode(
        id,
        key,
        severity,
        beganAt,
        endedAt,
        threshold,
        first,
        worst,
        replica,
        test,
        how,
        chatId,
        outgoingId,
        messageId,
        picture);
  }

  /// Told by that message.
  Episode told(
      String how,
      @Nullable Long chat,
      @Nullable Long outgoing,
      @Nullable Long message,
      boolean withPicture) {
    return new Episode(
        id,
        key,
        severity,
        beganAt,
        endedAt,
        threshold,
        first,
        worst,
        replica,
        test,
        how,
        chat,
        outgoing,
        message,
        withPicture);
  }

  /// Told by the message of an earlier one, which is changed.
  Episode toldAs(Episode earlier) {
    return told(
        earlier.announced, earlier.chatId, earlier.outgoingId, earlier.messageId, earlier.picture);
  }
}
