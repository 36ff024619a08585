package berry.diagnostics;

import berry.config.Network;
import berry.diagnostics.ProxyNotes.Distance;
import berry.diagnostics.ProxyNotes.Note;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Hears of each request that names a caller's address through a peer whose word is not taken, and
/// tells it: in the log once, and in the database once a day, for `berry doctor`.
///
/// Behind a proxy nobody has named all callers share one address, and one guesser slows them all.
public final class UnnamedProxies {

  private static final Logger LOG = LoggerFactory.getLogger(UnnamedProxies.class);

  /// Often enough for the doctor to know that it is still so.
  private static final Duration BETWEEN_NOTES = Duration.ofHours(24);

  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final List<Network> trusted;
  private final @Nullable ProxyNotes notes;
  private final Clock clock;
  private final Turn near = new Turn();
  private final Turn far = new Turn();

  /// @param trusted what `TRUSTED_PROXIES` names already
  /// @param notes null for a process without a database, which tells its log alone
  public UnnamedProxies(List<Network> trusted, @Nullable ProxyNotes notes, Clock clock) {
    this.trusted = List.copyOf(trusted);
    this.notes = notes;
    this.clock = clock;
  }

  /// A request came whose header was not believed. Called for each such request; never waits.
  ///
  /// @param peer who opened the connection, in digits; anything else is ignored
  /// @param header its name, as `X-Forwarded-For`
  public void accept(String peer, String header) {
    InetAddress address = literal(peer);
    if (address == null) {
      return;
    }
    Distance distance = Distance.of(address);
    Turn turn = distance == Distance.NEAR ? near : far;
    Instant now = clock.instant();
    if (!turn.take(now)) {
      return;
    }
    Note note = new Note(address.getHostAddress(), header, now);
    if (turn.first()) {
      LOG.warn("{}. {}", ProxyAdvice.why(note), ProxyAdvice.fix(note, trusted));
    }
    if (notes != null) {
      Thread.startVirtualThread(() -> keep(notes, distance, note, turn));
    }
  }

  private static void keep(ProxyNotes notes, Distance distance, Note note, Turn turn) {
    try {
      notes.keep(distance, note);
    } catch (RuntimeException away) {
      turn.again(note.at().plus(AFTER_FAILURE));
      LOG.debug("The proxy {} is not noted down; it will be later", note.peer(), away);
    }
  }

  /// An address written in digits; names are never looked up.
  private static @Nullable InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException _) {
      return null;
    }
  }

  /// Whose turn it is to note something down: of all threads one, and not before its time.
  private static final class Turn {
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.EPOCH);
    private boolean told;

    boolean take(Instant now) {
      Instant due = next.get();
      return !now.isBefore(due) && next.compareAndSet(due, now.plus(BETWEEN_NOTES));
    }

    void again(Instant at) {
      next.set(at);
    }

    synchronized boolean first() {
      boolean first = !told;
      told = true;
      return first;
    }
  }
}
