package berry.telegram;

import org.jspecify.annotations.Nullable;

/// A pressed inline button.
///
/// @param messageId the message that carries the button; null when Telegram no longer has it
public record Callback(String id, @Nullable String data, @Nullable Long messageId) {}
