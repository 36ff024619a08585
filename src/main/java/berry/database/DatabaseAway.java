package berry.database;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Tells a failure that PostgreSQL is out of reach from one that it was asked something wrong.
public final class DatabaseAway {

  /// Ended by an administrator, by a crash of another session, starting or stopping; no connection
  /// left. [SQLSTATE codes](https://www.postgresql.org/docs/current/errcodes-appendix.html)
  private static final Set<String> STATES = Set.of("57P01", "57P02", "57P03", "53300");

  private DatabaseAway() {}

  /// Whether PostgreSQL could not be reached, or broke off while it was asked.
  public static boolean behind(Throwable failure) {
    return any(failure, one -> noneFree(one) || (one instanceof SQLException sql && gone(sql)));
  }

  /// Whether a connection broke that had been taken: another one may work at once. Not so when the
  /// pool had none to give, for then the caller has waited already.
  public static boolean cut(Throwable failure) {
    return behind(failure) && !any(failure, DatabaseAway::noneFree);
  }

  private static boolean gone(SQLException failure) {
    String state = String.valueOf(failure.getSQLState());
    return state.startsWith("08") || STATES.contains(state);
  }

  /// What the pool throws when its patience is over.
  private static boolean noneFree(Throwable failure) {
    return failure instanceof SQLTransientConnectionException;
  }

  /// What we see is wrapped by those in between.
  private static boolean any(Throwable failure, Predicate<Throwable> what) {
    return Stream.iterate(failure, Objects::nonNull, Throwable::getCause).anyMatch(what);
  }
}
