package berry.access;

import berry.database.Changes;
import berry.database.Database;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/// Who is signed in to the dashboard.
///
/// A session ends after an hour without use, after 24 hours in any case, and at once when it is
/// closed or its person revoked, on every replica: what is good is never remembered outside the
/// database.
public final class Sessions {

  private static final Duration IDLE = Duration.ofHours(1);
  private static final Duration LONGEST = Duration.ofHours(24);

  /// Each request would be a write otherwise.
  private static final Duration BETWEEN_TOUCHES = Duration.ofMinutes(1);

  /// Longer than launch data is accepted for (24 hours at most).
  private static final Duration SIGN_OUT_MEMORY = Duration.ofDays(3);

  private final Database database;
  private final Changes changes;
  private final Audit audit;
  private final Seal seal;
  private final Clock clock;

  public Sessions(Database database, Changes changes, Audit audit, Seal seal, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.audit = audit;
    this.seal = seal;
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

  /// Opens a session for somebody who has proven who they are.
  ///
  /// @param provenAt when the proof was made: launch data signed (whole seconds), a link written
  /// @return empty when the person has signed out, or was revoked, at that moment or since
  public Optional<Opened> open(long personId, Instant provenAt) {
    return open(personId, provenAt, null);
  }

  /// What Telegram calls somebody who has opened the Mini App.
  public record Name(String firstName, @Nullable String lastName, @Nullable String username) {

    /// PostgreSQL keeps no U+0000.
    public Name {
      firstName = firstName.replace("\0", "");
      lastName = lastName == null ? null : lastName.replace("\0", "");
      username = username == null ? null : username.replace("\0", "");
    }
  }

  /// The same.
  ///
  /// @param name kept of the team only, who may never have written to the bot; null when not told
  public Optional<Opened> open(long personId, Instant provenAt, @Nullable Name name) {
    String token = seal.fresh(Seal.Purpose.SESSION);
    Instant now = clock.instant();
    Instant expiresAt = now.plus(LONGEST);
    boolean opened =
        database
            .jdbi()
            .inTransaction(transaction -> {
              SessionStore sessions = transaction.attach(SessionStore.class);
              // A sign-out under way either ends this session or is seen here.
              sessions.lock(personId);
              if (sessions.signedOutSince(personId, provenAt)) {
                return false;
              }
              sessions.add(Opaque.hash(token), personId, now, expiresAt);
              return true;
            });
    if (!opened) {
      return Optional.empty();
    }
    // Apart from it: who changes roles locks the team's table first, then the person's sessions.
    database
        .jdbi()
        .useExtension(
            StaffStore.class,
            team -> {
              team.seen(personId, now);
              if (name != null && !name.firstName().isBlank()) {
                team.called(personId, name);
              }
            });
    return Optional.of(new Opened(token, expiresAt));
  }

  /// Whether it can be one of ours at all, known without a question to the database.
  public boolean genuine(String token) {
    return seal.genuine(Seal.Purpose.SESSION, token);
  }

  /// @return empty when the session is unknown, closed or over: it never is again
  public Optional<Caller> find(String token) {
    if (!genuine(token)) {
      return Optional.empty();
    }
    byte[] hash = Opaque.hash(token);
    Instant now = clock.instant();
    return database
        .jdbi()
        .withHandle(handle -> {
          SessionStore sessions = handle.attach(SessionStore.class);
          Optional<SessionStore.Seen> seen = sessions.find(hash, now, now.minus(IDLE));
          seen.ifPresent(one -> touch(handle, hash, one, now));
          return seen.map(SessionStore.Seen::caller);
        });
  }

  private static void touch(Handle handle, byte[] hash, SessionStore.Seen seen, Instant now) {
    Instant before = now.minus(BETWEEN_TOUCHES);
    Sessions.Caller caller = seen.caller();
    if (seen.usedAt().isBefore(before)
        && handle.attach(SessionStore.class).touch(hash, now, before) == 1
        && caller.role() != Role.USER) {
      handle.attach(StaffStore.class).seen(caller.personId(), now);
    }
  }

  /// Signs out: the session ends, and neither launch data nor a browser link from before this
  /// moment opens another.
  public void close(String token) {
    byte[] hash = Opaque.hash(token);
    changes.useTransaction((transaction, news) -> {
      SessionStore sessions = transaction.attach(SessionStore.class);
      Optional<Long> owner = sessions.owner(hash);
      if (owner.isPresent()) {
        end(transaction, news, owner.get());
        sessions.close(hash);
      }
    });
  }

  /// Revokes everything by which the person could go on: sessions, browser links, launch data.
  ///
  /// @param by who wanted it
  /// @return how many sessions ended
  public int closeAll(long personId, long by) {
    return changes.inTransaction((transaction, news) -> closeAll(transaction, news, personId, by));
  }

  /// The same as part of the caller's transaction.
  int closeAll(Handle transaction, News news, long personId, long by) {
    end(transaction, news, personId);
    int ended = transaction.attach(SessionStore.class).closeAll(personId);
    audit.record(
        transaction, by, "sessions.closed", "person " + personId, Map.of("sessions", ended));
    return ended;
  }

  /// Ends every session and browser link, for a token that leaked: with it anybody could sign
  /// launch data for anyone. People open the Mini App again and go on.
  ///
  /// @return how many sessions ended
  public int closeEverybody() {
    return changes.inTransaction((transaction, news) -> {
      List<Long> people = transaction.attach(SessionStore.class).closeEverybody();
      transaction.attach(CodeStore.class).endAllDashboards();
      people.stream().distinct().forEach(one -> tell(news, one));
      return people.size();
    });
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

  /// Ends every proof from before this moment, and tells whoever shows the person's sessions.
  private void end(Handle transaction, News news, long personId) {
    SessionStore sessions = transaction.attach(SessionStore.class);
    sessions.lock(personId);
    sessions.signOut(personId, clock.instant());
    transaction.attach(CodeStore.class).endDashboards(personId);
    tell(news, personId);
  }

  private static void tell(News news, long personId) {
    news.tell(Topic.PERSON, Subject.person(personId).ref("sessions"));
  }
}
