package berry.diagnostics;

import berry.config.Network;
import berry.diagnostics.ProxyNotes.Distance;
import berry.diagnostics.ProxyNotes.Note;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What to say of a proxy that nobody has named: the same in the log and by the doctor.
final class ProxyAdvice {

  private ProxyAdvice() {}

  static String why(Note note) {
    return note.header()
        + " comes from "
        + note.peer()
        + ", which TRUSTED_PROXIES does not name, so everybody behind it counts as one caller";
  }

  /// The whole value, for a new one takes the place of the old.
  static String fix(Note note, List<Network> trusted) {
    String value =
        Stream.concat(trusted.stream().map(Network::toString), Stream.of(note.peer()))
            .collect(Collectors.joining(", "));
    String set = "TRUSTED_PROXIES=" + value;
    return Distance.of(InetAddress.ofLiteral(note.peer())) == Distance.NEAR
        ? "If that is your proxy, set " + set
        : "If that is your proxy or delivery network, set "
            + set
            + "; if you don't know the address, leave it: anybody can write that header";
  }
}
