package berry.recovery;

import berry.backup.BackupRefused;
import berry.backup.Backups;
import berry.backup.Contents;
import berry.backup.Progress;
import berry.backup.RestoringStore;
import berry.backup.RowCountStore;
import berry.backup.Site;
import berry.database.Address;
import berry.database.Migrations;
import berry.recovery.SwapStore.Plan;
import java.io.IOException;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The steps of a restore, in an order in which nothing live is touched before what comes in its
/// place has shown to be whole:
///
/// 1. the right to restore, and the rights of the user
/// 2. the file is read to its end
/// 3. a safety backup
/// 4. it is restored into a database beside, and compared
/// 5. that is brought to this version's schema
/// 6. the intake pauses, and the two change places ([SwapStore])
final class RestoreStore {

  private static final long MEGABYTE = 1_000_000;
  private static final long RESERVE = 64 * MEGABYTE;

  /// On disk with its indexes a table takes about that much of its text.
  private static final double ON_DISK = 2.5;

  private final Site site;
  private final Address everyday;
  private final Backups backups;
  private final Clock clock;
  private final Consumer<Step> passed;

  /// Into which a restore is under way; null: none is.
  private volatile @Nullable String beside;

  private volatile boolean swapping;

  RestoreStore(Site site, Address everyday, Backups backups, Clock clock, Consumer<Step> passed) {
    this.site = site;
    this.everyday = everyday;
    this.backups = backups;
    this.clock = clock;
    this.passed = passed;
  }

  String left() {
    String database = site.live().database();
    String half = beside;
    if (swapping) {
      return "Broken off while the databases changed places: nothing is lost. berry recover opens "
          + database
          + " and says which one it is.";
    }
    return half == null
        ? "Broken off: " + database + " is what it was, and nothing is lost."
        : ("Broken off: %s is what it was, and nothing is lost. %s is left, half restored; the next"
                + " berry start, berry restore or berry recover drops it.")
            .formatted(database, half);
  }

  DryRun dryRun(RestoringStore source, Progress progress) throws SQLException {
    try (DatabasesStore server = DatabasesStore.open(site.live())) {
      Contents contents = source.read(progress);
      List<String> obstacles = new ArrayList<>(obstacles(server.rights(), source, contents));
      String busy = server.busy();
      if (busy != null) {
        obstacles.add("another restore is at work: " + busy);
      }
      return new DryRun(
          site.live().database(),
          source.name(),
          source.madeAt(),
          Comparing.tables(RowCountStore.count(site.live()), contents.rows(), contents.parents()),
          notes(source),
          obstacles);
    }
  }

  Restored restore(RestoringStore source, boolean safety, Progress progress) throws SQLException {
    long begun = System.nanoTime();
    try (DatabasesStore server = DatabasesStore.open(site.live())) {
      server.lock(site.who() + " restores a backup");
      passed.accept(Step.LOCKED);
      RepairStore.repair(server, site.live());
      Contents contents = source.read(progress);
      passed.accept(Step.READ);
      List<String> obstacles = obstacles(server.rights(), source, contents);
      if (!obstacles.isEmpty()) {
        throw new BackupRefused(String.join("\n", obstacles));
      }
      String saved = safety && EmptyStore.holdsTables(site.live()) ? save(progress) : null;
      passed.accept(Step.SAVED);
      try (Held held = hold("restores a backup")) {
        String id = id();
        String next = DatabasesStore.RESTORE + id;
        String aside = DatabasesStore.BEFORE + id;
        double paused;
        try {
          beside(server, source, contents, next, id, progress);
          Plan plan = new Plan(next, aside, id, source.name(), false);
          swapping = true;
          paused = swapping(server).swap(plan, progress);
        } catch (SQLException | RuntimeException e) {
          dropBroken(server, next, e);
          throw e;
        } finally {
          swapping = false;
          beside = null;
        }
        passed.accept(Step.FINISHED);
        return new Restored(
            site.live().database(), source.name(), aside, saved, since(begun), paused, after());
      }
    }
  }

  DryRun undoDryRun() throws SQLException {
    try (DatabasesStore server = DatabasesStore.open(site.live())) {
      Marked kept = newestKept(server);
      RowCountStore.Counted then = RowCountStore.count(site.live().withDatabase(kept.name()));
      List<String> obstacles = new ArrayList<>();
      Rights rights = server.rights();
      if (!rights.enough()) {
        obstacles.add(rights.missing(site.live().database(), site.backups()));
      }
      return new DryRun(
          site.live().database(),
          kept.name(),
          kept.mark() == null ? null : kept.mark().at(),
          Comparing.tables(RowCountStore.count(site.live()), then.rows(), then.parents()),
          List.of(
              kept.name()
                  + " was live until "
                  + (kept.mark() == null
                      ? "a while ago"
                      : kept.mark().at().truncatedTo(ChronoUnit.SECONDS))
                  + "; what is live now is kept in its turn, so this can be undone as well"),
          obstacles);
    }
  }

  Restored undo(Progress progress) throws SQLException {
    long begun = System.nanoTime();
    try (DatabasesStore server = DatabasesStore.open(site.live())) {
      server.lock(site.who() + " takes a restore back");
      passed.accept(Step.LOCKED);
      RepairStore.repair(server, site.live());
      Rights rights = server.rights();
      if (!rights.enough()) {
        throw new BackupRefused(rights.missing(site.live().database(), site.backups()));
      }
      Marked kept = newestKept(server);
      try (Held held = hold("takes a restore back")) {
        Address next = site.live().withDatabase(kept.name());
        new Migrations(next).migrate();
        passed.accept(Step.MIGRATED);
        String id = id();
        Plan plan = new Plan(kept.name(), DatabasesStore.BEFORE + id, id, kept.name(), true);
        double paused;
        swapping = true;
        try {
          paused = swapping(server).swap(plan, progress);
        } finally {
          swapping = false;
        }
        passed.accept(Step.FINISHED);
        return new Restored(
            site.live().database(),
            kept.name(),
            plan.aside(),
            null,
            since(begun),
            paused,
            List.of(
                "whoever has signed in since the restore signs in again: in Telegram by opening the"
                    + " Mini App, in a browser by sending /dashboard to the bot"));
      }
    }
  }

  /// Restored, compared, of this version's schema, and on the server's disk.
  private void beside(
      DatabasesStore server,
      RestoringStore source,
      Contents contents,
      String next,
      String id,
      Progress progress)
      throws SQLException {
    this.beside = next;
    server.create(next, mark(Mark.State.RESTORING, id, source));
    passed.accept(Step.CREATED);
    Address beside = site.live().withDatabase(next);
    source.restore(beside, contents, progress);
    passed.accept(Step.RESTORED);
    progress.begins("Bringing its schema up to this version", 0);
    new Migrations(beside).migrate();
    progress.ends();
    passed.accept(Step.MIGRATED);
    SmokeStore.test(beside, beside);
    server.inherit(next);
    server.mark(next, mark(Mark.State.PROVED, id, source).text());
    passed.accept(Step.PROVED);
  }

  private Mark mark(Mark.State state, String id, RestoringStore source) {
    return Mark.of(site.live().database(), id, state, source.name(), clock.instant(), null);
  }

  private SwapStore swapping(DatabasesStore server) {
    return new SwapStore(server, site.live(), everyday, site.who(), clock, passed);
  }

  /// What did not become live is of no use; what did keeps its name no more.
  private static void dropBroken(DatabasesStore server, String next, Exception cause) {
    try {
      server.drop(next);
    } catch (SQLException left) {
      cause.addSuppressed(left); // the next start, or berry recover, drops it
    }
  }

  private String save(Progress progress) {
    try {
      return backups.create(false, progress).backup().name();
    } catch (BackupRefused e) {
      throw new BackupRefused(
          "nothing was touched: the safety backup failed: "
              + e.getMessage()
              + " The live database is kept as it is for seven days in any case; to do without the"
              + " backup, add --no-safety-backup.",
          e);
    }
  }

  /// Nobody makes or proves a backup meanwhile.
  private record Held(AutoCloseable turn) implements AutoCloseable {
    @Override
    public void close() {
      try {
        turn.close();
      } catch (Exception e) {
        throw new BackupRefused("the folder of backups was not released: " + e.getMessage(), e);
      }
    }
  }

  private Held hold(String does) {
    return new Held(backups.hold(does));
  }

  private List<String> obstacles(Rights rights, RestoringStore source, Contents contents) {
    List<String> obstacles = new ArrayList<>();
    if (contents.migrations().isEmpty()) {
      obstacles.add(
          source.name()
              + " is no backup of a Berry: it has no rows for public.flyway_schema_history");
    }
    List<String> newer = Migrations.unknown(contents.migrations());
    if (!newer.isEmpty()) {
      obstacles.add(
          "%s is of a newer Berry than this one (%s): its schema has %s. Install that version first."
              .formatted(source.name(), site.version(), String.join(", ", newer)));
    }
    if (!rights.enough()) {
      obstacles.add(rights.missing(site.live().database(), source.file()));
    }
    room(contents).ifPresent(obstacles::add);
    return obstacles;
  }

  /// Only where the server's disk is this machine's; elsewhere nobody can see it.
  private Optional<String> room(Contents contents) {
    if (!site.embedded()) {
      return Optional.empty();
    }
    try {
      long free = Files.getFileStore(site.data()).getUsableSpace();
      long needed = RESERVE + (long) (ON_DISK * contents.bytes());
      return free >= needed
          ? Optional.empty()
          : Optional.of(
              ("%s has %d MB free, and a restore beside the live database needs about %d MB. Free some"
                      + " space (berry backup prune), or make the disk larger.")
                  .formatted(site.data(), free / MEGABYTE, needed / MEGABYTE));
    } catch (IOException e) {
      return Optional.of(site.data() + " cannot be looked at: " + e.getMessage());
    }
  }

  private static List<String> notes(RestoringStore source) {
    List<String> notes = new ArrayList<>(after());
    if (!source.withManifest()) {
      notes.add(
          "it has no manifest, so after the restore only the numbers of rows are compared, not the"
              + " rows");
    }
    return notes;
  }

  /// What no backup holds.
  private static List<String> after() {
    return List.of(
        "sessions are in no backup, so everybody signs in again: in Telegram the Mini App does it by"
            + " itself when it is opened, in a browser send /dashboard to the bot",
        "the owner and the team are those of the backup",
        "messages that waited in the backup are not sent again: those of which nobody knows whether"
            + " they were sent are shown as unknown");
  }

  private Marked newestKept(DatabasesStore server) throws SQLException {
    return server.ours().stream()
        .filter(one -> one.in(Mark.State.KEPT) && !one.name().equals(site.live().database()))
        .max(Comparator.comparing(one -> one.mark() == null ? Instant.EPOCH : one.mark().at()))
        .orElseThrow(() ->
            new BackupRefused(
                "there is nothing to undo: no database of before a restore is kept beside "
                    + site.live().database()));
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  private static String id() {
    return String.format("%08x", ThreadLocalRandom.current().nextInt());
  }
}
