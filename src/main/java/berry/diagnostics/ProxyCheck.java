package berry.diagnostics;

import berry.config.Network;
import berry.database.Address;
import berry.database.Changes;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.database.DatabaseUnusable;
import berry.database.Migrations;
import berry.diagnostics.ProxyNotes.Note;
import berry.settings.Settings;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether everybody comes through a proxy that nobody has named, as the running Berry noted it.
final class ProxyCheck implements Check {

  /// Noted once a day while it is so; older is over.
  private static final Duration FRESH = Duration.ofDays(2);

  private final List<Network> trusted;
  private final @Nullable Address everyday;
  private final Clock clock;

  ProxyCheck(List<Network> trusted, @Nullable Address everyday, Clock clock) {
    this.trusted = List.copyOf(trusted);
    this.everyday = everyday;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "proxy";
  }

  @Override
  public List<Finding> look() {
    if (everyday == null) {
      return List.of(Finding.ok(name(), "Berry does not run now"));
    }
    try (Database database = Database.open(everyday, 1);
        Changes changes = new Changes(database, everyday)) {
      // Without the table there is nothing to read; the check of the schema says what to do.
      return new Migrations(everyday).pending().isEmpty()
          ? judge(new ProxyNotes(new Settings(database, changes)).all())
          : List.of(Finding.ok(name(), "not known before the schema is up to date"));
    } catch (DatabaseUnreachable | DatabaseUnusable gone) {
      return List.of(Finding.ok(name(), "not known without the database"));
    }
  }

  private List<Finding> judge(List<Note> notes) {
    Instant since = clock.instant().minus(FRESH);
    List<Finding> unnamed =
        notes.stream()
            .filter(note -> note.at().isAfter(since) && !trusted(note))
            .map(note ->
                Finding.warn(name(), ProxyAdvice.why(note), ProxyAdvice.fix(note, trusted) + "."))
            .toList();
    return unnamed.isEmpty() ? List.of(Finding.ok(name(), "none that is not named")) : unnamed;
  }

  private boolean trusted(Note note) {
    InetAddress peer = InetAddress.ofLiteral(note.peer());
    return trusted.stream().anyMatch(network -> network.contains(peer));
  }
}
