package berry.diagnostics;

import berry.database.Address;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.database.DatabaseUnusable;
import berry.database.Migrations;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether PostgreSQL answers, is new enough, lets us work, has our schema, and knows the time.
final class DatabaseCheck implements Check {

  private static final int OLDEST = 15;
  private static final Duration NOTICEABLE = Duration.ofSeconds(2);

  private final @Nullable Address everyday;
  private final @Nullable Address direct;
  private final Clock clock;

  DatabaseCheck(@Nullable Address everyday, @Nullable Address direct, Clock clock) {
    this.everyday = everyday;
    this.direct = direct;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "database";
  }

  @Override
  public List<Finding> look() {
    if (everyday == null) {
      return List.of(Finding.ok(name(), "embedded, not running now; berry start starts it"));
    }
    List<Finding> findings = new ArrayList<>();
    try (Database database = Database.open(everyday, 1)) {
      Instant before = clock.instant();
      Server server = database.jdbi().withExtension(ServerStore.class, ServerStore::server);
      Instant after = clock.instant();
      findings.add(version(server));
      findings.add(rights(server, everyday.database()));
      findings.add(time(server, before, after));
    } catch (DatabaseUnreachable gone) {
      return List.of(Finding.fail(name(), message(gone), "Start it, or correct DATABASE_URL."));
    }
    findings.add(schema(direct == null ? everyday : direct));
    return findings;
  }

  private Finding version(Server server) {
    String seen =
        "PostgreSQL " + server.version() + " at " + everyday + ", " + Bytes.text(server.bytes());
    return server.number() >= OLDEST * 10_000
        ? Finding.ok(name(), seen)
        : Finding.fail(name(), seen, "Berry needs PostgreSQL " + OLDEST + " or newer.");
  }

  private static Finding rights(Server server, String database) {
    if (server.standby()) {
      return Finding.fail(
          "rights",
          "this server is a standby and can't be written",
          "Name the primary in DATABASE_URL, or both with target_session_attrs=read-write.");
    }
    if (!server.mayCreate()) {
      return Finding.fail(
          "rights",
          "the user may not create tables in schema public",
          "As the database's owner: GRANT CREATE ON SCHEMA public TO this user.");
    }
    if (!server.mayAddSchema()) {
      return Finding.fail(
          "rights",
          "the user may not create the schema demo, where demonstration data lies apart",
          "As the database's owner: GRANT CREATE ON DATABASE \"" + database + "\" TO this user.");
    }
    return server.superuser()
        ? Finding.warn(
            "rights",
            "Berry connects as a superuser, which it never needs",
            "Give it a user of its own that owns only its database.")
        : Finding.ok("rights", "enough, and no superuser");
  }

  /// The database's clock decides what is old, ours what a person reads.
  private static Finding time(Server server, Instant before, Instant after) {
    Duration ahead = Duration.between(after, server.now());
    Duration behind = Duration.between(server.now(), before);
    Duration apart = ahead.compareTo(behind) > 0 ? ahead : behind;
    return apart.compareTo(NOTICEABLE) <= 0
        ? Finding.ok("clock", "the database's and this machine's agree")
        : Finding.warn(
            "clock",
            "the database's and this machine's are " + apart.toSeconds() + " s apart",
            "Let both machines take their time from NTP.");
  }

  private static Finding schema(Address direct) {
    try {
      List<String> pending = new Migrations(direct).pending();
      return pending.isEmpty()
          ? Finding.ok("schema", "up to date")
          : Finding.warn(
              "schema",
              pending.size() + " migrations pending: " + String.join(", ", pending),
              "berry migrate, or berry start, which does it by itself.");
    } catch (DatabaseUnreachable | DatabaseUnusable failure) {
      return Finding.fail(
          "schema", message(failure), "Check DATABASE_UNPOOLED_URL and the rights of the user.");
    }
  }

  private static String message(RuntimeException failure) {
    return String.valueOf(failure.getMessage());
  }
}
