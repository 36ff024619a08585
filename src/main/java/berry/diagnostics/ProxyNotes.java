package berry.diagnostics;

import berry.settings.Settings;
import java.net.InetAddress;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Which proxies were met that nobody has named, kept in the database, so that every process can
/// tell. Two notes at most, whatever comes.
public final class ProxyNotes {

  /// How near a proxy is. Two kinds, so that a stranger who writes the header can't take the place
  /// of the proxy that everybody comes through.
  enum Distance {
    /// On this machine or in a private network: nearly always one's own proxy.
    NEAR,
    /// Anywhere: a content delivery network, or somebody who made the header up.
    FAR;

    static Distance of(InetAddress address) {
      byte[] bytes = address.getAddress();
      // What Java knows nothing of: fc00::/7 (RFC 4193) and 100.64.0.0/10 (RFC 6598).
      boolean unique = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
      boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 0x40;
      return unique
              || shared
              || address.isLoopbackAddress()
              || address.isSiteLocalAddress()
              || address.isLinkLocalAddress()
          ? NEAR
          : FAR;
    }

    private String setting() {
      return "proxy." + name().toLowerCase(Locale.ROOT);
    }
  }

  /// @param peer who opened the connection, in digits
  /// @param header in which it named the caller's address
  /// @param at when it was met first, or last if that is days ago
  record Note(String peer, String header, Instant at) {}

  private final Settings settings;

  public ProxyNotes(Settings settings) {
    this.settings = settings;
  }

  void keep(Distance distance, Note note) {
    settings.put(distance.setting(), note, null);
  }

  /// The near one first.
  List<Note> all() {
    return Arrays.stream(Distance.values())
        .map(one -> settings.get(one.setting(), Note.class))
        .flatMap(Optional::stream)
        .toList();
  }
}
