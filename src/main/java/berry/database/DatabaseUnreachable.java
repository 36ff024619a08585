package berry.database;

import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/// No connection to PostgreSQL: says which server was asked, what was found, and what to look at.
public final class DatabaseUnreachable extends RuntimeException {

  public DatabaseUnreachable(Address address, Throwable cause) {
    super(
        "PostgreSQL at %s (database %s, user %s) cannot be used: %s."
            .formatted(address.hosts(), address.database(), address.user(), found(cause)),
        cause);
  }

  private static String found(Throwable cause) {
    if (find(cause, UnknownHostException.class) != null) {
      return "no such host name; check the spelling and the network";
    }
    if (find(cause, ConnectException.class) != null) {
      return "nothing listens there (connection refused); check host, port and that it runs";
    }
    if (find(cause, SocketTimeoutException.class) != null) {
      return "no answer in time; check the network, a firewall, and that the server is not stuck";
    }
    SQLException refusal = find(cause, SQLException.class);
    return refusal == null ? firstLine(cause) : refusal(refusal);
  }

  private static String refusal(SQLException refusal) {
    String state = refusal.getSQLState() == null ? "" : refusal.getSQLState();
    return switch (state) {
      case "28P01" -> "it refused the password of this user";
      case "28000" -> "it refused this user (" + firstLine(refusal) + ")";
      case "3D000" -> "it has no such database; create it or correct the name";
      case "53300" -> "all connections it allows are taken (" + firstLine(refusal) + ")";
      case "57P03" -> "it is starting up, shutting down or recovering; try again shortly";
      default -> firstLine(refusal);
    };
  }

  /// The innermost cause of that kind: the pool wraps what the driver found.
  private static <T extends Throwable> @Nullable T find(@Nullable Throwable cause, Class<T> kind) {
    T found = null;
    for (Throwable one = cause; one != null; one = one.getCause()) {
      if (kind.isInstance(one)) {
        found = kind.cast(one);
      }
    }
    return found;
  }

  /// Further lines of the driver's messages quote the statement or the server's source.
  private static String firstLine(Throwable cause) {
    String message = cause.getMessage();
    return message == null
        ? cause.getClass().getSimpleName()
        : message.lines().findFirst().orElse("").replaceFirst("\\.$", "");
  }
}
