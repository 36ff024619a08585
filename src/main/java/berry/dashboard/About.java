package berry.dashboard;

import java.util.function.Supplier;

/// What the app is told about the server.
///
/// @param username of the bot, without @; asked for each time, because the owner may rename it
public record About(String version, Supplier<String> username) {}
