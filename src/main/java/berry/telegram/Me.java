package berry.telegram;

import org.jspecify.annotations.Nullable;

/// The bot itself, as `getMe` tells.
public record Me(long id, boolean isBot, @Nullable String firstName, @Nullable String username) {}
