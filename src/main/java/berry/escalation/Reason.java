package berry.escalation;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/// Why another machine could not be talked to, in words of ours: those of libraries may name an
/// address whose path is a secret.
final class Reason {

  private static final Pattern UNSEEN = Pattern.compile("[\\p{Cntrl}\\p{Zl}\\p{Zp}\\p{Cf}]+");
  private static final int MOST = 160;

  private Reason() {}

  static String of(Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      String known = known(one);
      if (known != null) {
        return known;
      }
    }
    return "the connection broke";
  }

  private static @Nullable String known(Throwable one) {
    return switch (one) {
      case ConnectException _ -> "no connection: nobody listens there, or nobody is let in";
      case NoRouteToHostException _ -> "no connection: no way leads there";
      case UnknownHostException unknown -> "there is no host " + line(unknown.getMessage());
      case UnresolvedAddressException _ -> "there is no such host";
      case SSLException refused -> "no safe connection (TLS): " + line(deepest(refused));
      case InterruptedIOException late -> line(late.getMessage());
      case NotAllowed refused -> line(refused.getMessage());
      default -> null;
    };
  }

  private static @Nullable String deepest(Throwable failure) {
    Throwable one = failure;
    while (one.getCause() != null) {
      one = one.getCause();
    }
    return one.getMessage();
  }

  /// What another machine says, on one short line.
  static String line(@Nullable String said) {
    String one = said == null ? "" : UNSEEN.matcher(said).replaceAll(" ").strip();
    return one.length() <= MOST ? one : one.substring(0, MOST) + "…";
  }

  /// A host that Berry does not turn to.
  static final class NotAllowed extends IOException {

    private static final long serialVersionUID = 1;

    NotAllowed(IOException why) {
      super(why.getMessage(), why.getCause());
    }
  }
}
