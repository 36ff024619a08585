package berry.access;

import berry.database.Changes;
import berry.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Who is signed in to the dashboard.
///
/// A session ends after an hour without use, after 24 hours in any case, and at once when it is
/// closed or its person revoked, on every replica: nothing is remembered outside the database.
public final class Sessions {

  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  /// Each request would be a write otherwise.
  private static final Duration BETWEEN_TOUCHES = Duration.ofMinutes(1);

  /// Longer than launch data is accepted for (24 hours at most).
  private static final Duration SIGN_OUT_MEMORY = Duration.ofDays(3);

  private final Database database;
  private final Changes changes;
  private final Clock clock;

  public Sessions(Database database, Changes changes, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
  }

  /// @param token to be sent as a bearer; only its hash is kept
  public record Opened(String token, Instant expiresAt) {

    @Override
    public String toString() {
      return "Opened[token=•••, expiresAt=" + expiresAt + "]";
    }
  }

  /// Who asks.
  ///
  /// @param role as it is now, not as it was when the session was opened
  /// @param firstName empty when the person has not written to the bot yet
  /// @param language `ru` or `en`
  public record Caller(
      long personId,
      Role role,
      String firstName,
      @Nullable String lastName,
      @Nullable String username,
      String language,
      @Nullable String timeZone) {}

  public Opened open(long personId) {
    String token = Opaque.fresh();
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LONGEST);
    database
        .jdbi()
        .useExtension(
            SessionStore.class,
            sessions -> sessions.add(Opaque.hash(token), personId, now, expiresAt));
    return new Opened(token, expiresAt);
  }

  /// @return empty when the session is unknown, closed or over
  public Optional<Caller> find(String token) {
    if (!Opaque.shaped(token)) {
      return Optional.empty();
    }
    byte[] hash = Opaque.hash(token);
    Instant now = clock.instant();
    return database
        .jdbi()
        .withExtension(
            SessionStore.class,
            sessions -> {
              Optional<SessionStore.Seen> seen = sessions.find(hash, now, now.minus(IDLE));
              Instant before = now.minus(BETWEEN_TOUCHES);
              if (seen.isPresent() && seen.get().usedAt().isBefore(before)) {
                sessions.touch(hash, now, before);
              }
              return seen.map(SessionStore.Seen::caller);
            });
  }

  /// Signs out: the session ends, and launch data signed before this moment opens no other.
  public void close(String token) {
    database
        .jdbi()
        .useTransaction(transaction -> {
          SessionStore sessions = transaction.attach(SessionStore.class);
          sessions
              .close(Opaque.hash(token))
              .ifPresent(personId -> {
                sessions.signOut(personId, clock.instant());
                changes.add(transaction, "person", personId, null, "sessions", null);
              });
        });
    changes.committed();
  }

  /// Revokes everything by which the person could go on: sessions, browser links, launch data.
  ///
  /// @return how many sessions ended
  public int closeAll(long personId) {
    int closed =
        database
            .jdbi()
            .inTransaction(transaction -> {
              SessionStore sessions = transaction.attach(SessionStore.class);
              sessions.signOut(personId, clock.instant());
              transaction.attach(CodeStore.class).endDashboards(personId);
              changes.add(transaction, "person", personId, null, "sessions", null);
              return sessions.closeAll(personId);
            });
    changes.committed();
    return closed;
  }

  /// Ends every session and browser link, for a token that leaked: with it anybody could sign
  /// launch data for anyone. People open the Mini App again and go on.
  ///
  /// @return how many sessions ended
  public int closeEverybody() {
    List<Long> closed =
        database
            .jdbi()
            .inTransaction(transaction -> {
              List<Long> people = transaction.attach(SessionStore.class).closeEverybody();
              transaction.attach(CodeStore.class).endAllDashboards();
              people.stream()
                  .distinct()
                  .forEach(one -> changes.add(transaction, "person", one, null, "sessions", null));
              return people;
            });
    changes.committed();
    return closed.size();
  }

  /// Whether launch data signed at that moment may open a session: not if the person signed out or
  /// was revoked since.
  ///
  /// @param authDate whole seconds, as Telegram signs it; the second of the sign-out is refused
  public boolean accepts(long personId, Instant authDate) {
    return !database
        .jdbi()
        .withExtension(SessionStore.class, sessions -> sessions.signedOutSince(personId, authDate));
  }

  /// Housekeeping, for a periodic job.
  ///
  /// @return how many sessions were over
  public int forgetEnded() {
    Instant now = clock.instant();
    return database
        .jdbi()
        .withExtension(
            SessionStore.class,
            sessions -> {
              sessions.forgetSignOuts(now.minus(SIGN_OUT_MEMORY));
              return sessions.forget(now, now.minus(IDLE));
            });
  }
}
