package berry.telegram;

import org.jspecify.annotations.Nullable;

/// Who caused an update.
///
/// @param firstName empty when Telegram names none
/// @param languageCode what the person's Telegram speaks, such as `ru` or `pt-br`
public record Sender(
    long id,
    boolean bot,
    String firstName,
    @Nullable String lastName,
    @Nullable String username,
    @Nullable String languageCode,
    boolean premium) {}
