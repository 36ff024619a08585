package berry.access;

import berry.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// One-time codes by which a person of the chat signs in to a plain browser.
public final class SignInLinks {

  private static final Duration LIFE = Duration.ofMinutes(5);

  private final Database database;
  private final Seal seal;
  private final Clock clock;

  public SignInLinks(Database database, Seal seal, Clock clock) {
    this.database = database;
    this.seal = seal;
    this.clock = clock;
  }

  /// Whom a code signs in.
  ///
  /// @param issuedAt when the bot wrote it: a sign-out since then ends it
  public record Used(long personId, Instant issuedAt) {}

  /// A code that signs the person in once, within five minutes.
  ///
  /// @return 43 characters of `A-Za-z0-9_-`
  public String issue(long personId) {
    String code = seal.fresh(Seal.Purpose.SIGN_IN_LINK);
    Instant now = clock.instant();
    database
        .jdbi()
        .useExtension(
            CodeStore.class,
            codes -> codes.addDashboard(Opaque.hash(code), personId, now, now.plus(LIFE)));
    return code;
  }

  /// Whether it can be one of ours at all, known without a question to the database.
  public boolean genuine(String code) {
    return seal.genuine(Seal.Purpose.SIGN_IN_LINK, code);
  }

  /// Uses the code up.
  ///
  /// @return empty when it is unknown, used, too old or ended by a sign-out: it never works again
  public Optional<Used> use(String code) {
    if (!genuine(code)) {
      return Optional.empty();
    }
    return database
        .jdbi()
        .withExtension(
            CodeStore.class, codes -> codes.useDashboard(Opaque.hash(code), clock.instant()));
  }
}
