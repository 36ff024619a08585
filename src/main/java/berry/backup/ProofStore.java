package berry.backup;

import berry.backup.Manifest.Difference;
import berry.backup.Manifest.Difference.Kind;
import berry.database.Address;
import berry.database.DatabaseAway;
import berry.database.DatabaseUnreachable;
import berry.database.DatabaseUnusable;
import berry.database.ThrowawayPostgres;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads a stored backup back, restores it where it harms nobody, and compares every table with
/// what was written down when it was made.
///
/// The hash of the file comes first: nothing damaged is ever handed to a server.
final class ProofStore {

  private static final String DISK_FULL = "53100";

  private static final Logger LOG = LoggerFactory.getLogger(ProofStore.class);

  private final Address live;
  private final Path data;
  private final boolean embedded;
  private final Clock clock;

  /// @param live the database the backup is of, past any pooler
  /// @param data where a PostgreSQL of its own may be started
  /// @param embedded whether the live server's data lies there, too
  ProofStore(Address live, Path data, boolean embedded, Clock clock) {
    this.live = live;
    this.data = data;
    this.embedded = embedded;
    this.clock = clock;
  }

  /// Where it is restored to.
  private interface Scratch extends AutoCloseable {
    Address address();

    @Override
    void close() throws SQLException;
  }

  /// @param keys for an encrypted one
  /// @return the manifest with its new state, for the caller to write
  /// @throws DatabaseUnreachable when a server went away meanwhile: that says nothing of the backup
  Manifest prove(
      Path file, Manifest manifest, List<RecipientStanzaReader> keys, Progress progress) {
    return prove(file, manifest, keys, progress, this::places);
  }

  /// Which places there are is asked once the file has shown to be whole.
  interface Places {

    /// @param not where it can't be restored, and why, is added here
    List<ProofPlace> of(Manifest manifest, List<String> not) throws SQLException, IOException;
  }

  Manifest prove(
      Path file,
      Manifest manifest,
      List<RecipientStanzaReader> keys,
      Progress progress,
      Places places) {
    Instant begun = clock.instant();
    try {
      Difference stored = stored(file, manifest, progress);
      if (stored != null) {
        return manifest.failed(List.of(stored), "the stored file is not the one that was written");
      }
      List<String> tried = new ArrayList<>();
      for (ProofPlace place : places.of(manifest, tried)) {
        try {
          List<Difference> found = restore(file, manifest, keys, place, progress);
          double seconds = Duration.between(begun, clock.instant()).toMillis() / 1000.0;
          return found.isEmpty()
              ? manifest.proved(clock.instant(), seconds, "restored " + place.words())
              : manifest.failed(found, "restored " + place.words() + ", and it is not the same");
        } catch (NoRoom full) {
          tried.add(place.words() + ": " + full.getMessage());
        }
      }
      return checked(file, manifest, keys, tried, progress);
    } catch (Locked locked) {
      // It is the file that was written, so it is the key that is not the right one.
      throw new BackupRefused(String.valueOf(locked.getMessage()), locked);
    } catch (Damaged damaged) {
      return manifest.failed(
          List.of(
              Difference.of(
                  Kind.FILE, null, Reading.READABLE, Reading.words(damaged.getMessage()))),
          "the stored file does not read back");
    } catch (IOException e) {
      throw new BackupRefused("the backup " + file + " cannot be read: " + e.getMessage(), e);
    } catch (SQLException e) {
      throw Refusal.of(live, e);
    }
  }

  /// Drops what killed proofs left on the server and on this machine's disk. Only when nobody else
  /// proves.
  void removeLeftovers() throws IOException {
    ThrowawayPostgres.removeLeftovers(data);
    try (ScratchStore server = ScratchStore.open(live)) {
      server.dropLeftovers();
    } catch (SQLException e) {
      throw Refusal.of(live, e);
    }
  }

  /// How much the live database takes on its server's disk.
  long bytes() {
    try (ScratchStore server = ScratchStore.open(live)) {
      return server.bytes();
    } catch (SQLException e) {
      throw Refusal.of(live, e);
    }
  }

  private static @Nullable Difference stored(Path file, Manifest manifest, Progress progress)
      throws IOException {
    if (!Files.exists(file)) {
      return Difference.of(Kind.FILE, null, Reading.bytes(manifest.bytes()), Reading.NOTHING);
    }
    progress.begins("Reading back " + file.getFileName(), 0);
    String hash = ArchiveReader.sha256(file);
    progress.ends();
    return hash.equals(manifest.sha256())
        ? null
        : Difference.of(Kind.FILE, null, Reading.hash(manifest.sha256()), Reading.hash(hash));
  }

  private List<ProofPlace> places(Manifest manifest, List<String> tried)
      throws SQLException, IOException {
    long total = manifest.tables().stream().mapToLong(TableSum::bytes).sum();
    long largest = manifest.tables().stream().mapToLong(TableSum::bytes).max().orElse(0);
    boolean may;
    try (ScratchStore server = ScratchStore.open(live)) {
      may = server.mayCreate();
    }
    Files.createDirectories(data);
    long free = Files.getFileStore(data).getUsableSpace();
    List<ProofPlace> places = ProofPlace.choose(may, embedded ? free : null, free, total, largest);
    if (!may) {
      tried.add("on the same server: its user may not create databases (ALTER ROLE … CREATEDB)");
    }
    if (places.isEmpty()) {
      tried.add(
          "on this machine: %d MB free in %s, and the largest table alone needs more"
              .formatted(free / 1_000_000, data));
    }
    return places;
  }

  /// @return what is not as it was
  private List<Difference> restore(
      Path file,
      Manifest manifest,
      List<RecipientStanzaReader> keys,
      ProofPlace place,
      Progress progress)
      throws SQLException, IOException, NoRoom {
    Comparison comparison = new Comparison(manifest);
    try (InputStream script = ArchiveReader.open(file, keys);
        Scratch scratch = open(place, manifest)) {
      long bytes = manifest.tables().stream().mapToLong(TableSum::bytes).sum();
      progress.begins("Restoring " + place.words(), bytes);
      try (ScriptStore store = ScriptStore.open(scratch.address())) {
        store.run(script, progress, new Restoring(scratch.address(), place, comparison));
      }
      progress.ends();
      if (comparison.differences().isEmpty()) {
        progress.begins("Comparing", place.byTable() ? 0 : bytes);
        compare(scratch.address(), place, comparison, progress);
        progress.ends();
      }
      return comparison.differences();
    } catch (SQLException e) {
      if (DISK_FULL.equals(e.getSQLState())) {
        throw new NoRoom("the disk is full");
      }
      if (DatabaseAway.behind(e)) {
        throw e;
      }
      List<Difference> found = new ArrayList<>(comparison.differences());
      found.add(Difference.of(Kind.RESTORE, null, Reading.NO_ERROR, Reading.words(e.getMessage())));
      return found;
    }
  }

  static void compare(Address scratch, ProofPlace place, Comparison comparison, Progress progress)
      throws SQLException, IOException {
    try (SnapshotStore found = SnapshotStore.open(scratch)) {
      List<Outline.Table> tables = found.tables();
      comparison.noneMissing(tables.stream().map(Outline.Table::name).toList());
      comparison.sequences(found.sequences());
      found.lookIntoViews();
      if (place.byTable()) {
        return; // each was compared while it was there
      }
      for (Outline.Table table : tables) {
        progress.table(table.name());
        comparison.table(found.copy(table, OutputStream.nullOutputStream(), progress));
      }
      comparison.newestUpdate(found.facts().newestUpdate());
    }
  }

  /// Sees to each table as it comes.
  private record Restoring(Address scratch, ProofPlace place, Comparison comparison)
      implements ScriptStore.Listener {

    /// Rows that are thrown away again shall not go through the log of the live server, nor to its
    /// standbys.
    @Override
    public void schemaIsThere(ScriptStore store) throws SQLException {
      for (String table : store.tables()) {
        store.execute("ALTER TABLE " + table + " SET UNLOGGED");
      }
    }

    @Override
    public void loaded(ScriptStore store, TableSum script) throws SQLException, IOException {
      comparison.table(script);
      if (!place.byTable()) {
        return;
      }
      try (SnapshotStore found = SnapshotStore.open(scratch)) {
        for (Outline.Table table : found.tables()) {
          if (table.name().equals(script.table())) {
            comparison.table(found.copy(table, OutputStream.nullOutputStream(), Progress.NONE));
          }
        }
      }
      store.execute("TRUNCATE TABLE ONLY " + script.table());
    }
  }

  /// Nowhere to restore it: at least it is whole, and every row in it is the one that was written.
  private static Manifest checked(
      Path file,
      Manifest manifest,
      List<RecipientStanzaReader> keys,
      List<String> tried,
      Progress progress)
      throws IOException {
    Comparison comparison = new Comparison(manifest);
    List<String> tables = new ArrayList<>();
    progress.begins("Reading the rows of " + manifest.name(), 0);
    try (InputStream in = ArchiveReader.open(file, keys)) {
      ScriptReader script = new ScriptReader(in);
      for (String one = script.statement(); one != null; one = script.statement()) {
        if (ScriptReader.copies(one)) {
          RowSum sum = new RowSum();
          script.rows(sum::add);
          String table = ScriptStore.table(one);
          tables.add(table);
          comparison.table(sum.of(table));
        }
      }
      if (!script.complete()) {
        throw new Damaged("the script has no last line: it was cut off");
      }
    }
    progress.ends();
    comparison.noneMissing(tables);
    return comparison.differences().isEmpty()
        ? manifest.checked("not restored: " + String.join("; ", tried))
        : manifest.failed(comparison.differences(), "its rows are not those that were written");
  }

  private Scratch open(ProofPlace place, Manifest manifest) throws SQLException, NoRoom {
    return switch (place.kind()) {
      case SERVER -> beside(manifest);
      case THROWAWAY -> apart();
    };
  }

  private Scratch beside(Manifest manifest) throws SQLException {
    ScratchStore server = ScratchStore.open(live);
    try {
      String id = BackupName.parse(manifest.name()).map(BackupName::id).orElse("0");
      Address address = server.create(id);
      return new Scratch() {
        @Override
        public Address address() {
          return address;
        }

        @Override
        public void close() {
          try (server) {
            server.drop(address);
          } catch (SQLException e) {
            // What was compared stays true; the next proof drops what is left.
            LOG.warn(
                "{} could not be dropped after a proof: {}", address.database(), e.getMessage());
          }
        }
      };
    } catch (SQLException e) {
      server.close();
      throw e;
    }
  }

  private Scratch apart() throws NoRoom {
    try {
      ThrowawayPostgres own = ThrowawayPostgres.start(data);
      return new Scratch() {
        @Override
        public Address address() {
          return own.address();
        }

        @Override
        public void close() {
          own.close();
        }
      };
    } catch (DatabaseUnusable e) {
      throw new NoRoom(String.valueOf(e.getMessage()));
    }
  }

  /// That place will not do; another may.
  private static final class NoRoom extends Exception {
    NoRoom(String message) {
      super(message);
    }
  }
}
