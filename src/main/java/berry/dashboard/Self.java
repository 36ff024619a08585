package berry.dashboard;

import berry.access.Sessions;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// Who is signed in, as the app sees it.
///
/// @param language `ru` or `en`
/// @param role `user`, `operator`, `admin` or `owner`
/// @param firstSeenAt null until the person has written to the bot
public record Self(
    long id,
    String firstName,
    @Nullable String lastName,
    @Nullable String username,
    String language,
    String role,
    @Nullable String timeZone,
    @Nullable Instant firstSeenAt,
    @Nullable Instant lastSeenAt) {

  static Self of(Sessions.Caller caller) {
    return new Self(
        caller.personId(),
        caller.firstName(),
        caller.lastName(),
        caller.username(),
        caller.language(),
        caller.role().word(),
        caller.timeZone(),
        null,
        null);
  }

  Self seen(@Nullable Instant first, @Nullable Instant last) {
    return new Self(id, firstName, lastName, username, language, role, timeZone, first, last);
  }

  /// With the names of the launch data, for somebody who has not written to the bot yet.
  Self named(String first, @Nullable String last, @Nullable String user, String speaks) {
    return new Self(
        id, first, last, user, speaks.startsWith("ru") ? "ru" : "en", role, timeZone, null, null);
  }
}
