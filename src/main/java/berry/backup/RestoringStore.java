package berry.backup;

import berry.database.Address;
import berry.database.DatabaseAway;
import berry.database.DatabaseUnreachable;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A backup, or a plain script such as `pg_dump` writes (also packed by gzip or zstd, or encrypted
/// by age), to be restored into an empty database and compared there.
///
/// A backup with its manifest is compared row by row; of a script alone only the numbers of rows
/// are known.
public final class RestoringStore {

  private static final String DISK_FULL = "53100";

  private final Path file;
  private final @Nullable Manifest manifest;
  private final List<RecipientStanzaReader> keys;

  private RestoringStore(Path file, @Nullable Manifest manifest, List<RecipientStanzaReader> keys) {
    this.file = file;
    this.manifest = manifest;
    this.keys = keys;
  }

  /// @param text the name of a backup in the folder, or a file, of a backup or not
  /// @param folder of backups
  /// @param directory what a relative path begins at
  /// @param key a file of `age-keygen`, for an encrypted one
  /// @throws BackupRefused when there is none, or its manifest is damaged
  public static RestoringStore find(String text, Path folder, Path directory, @Nullable Path key) {
    List<RecipientStanzaReader> keys = key == null ? List.of() : AgeKey.readersOf(key);
    try {
      Path given = directory.resolve(text);
      Optional<BackupName> name = BackupName.parse(text);
      Path home = Files.isRegularFile(given) ? folderOf(given) : folder;
      Path manifest = name.map(one -> home.resolve(one.manifest())).orElse(null);
      if (manifest != null && Files.exists(manifest)) {
        Manifest read = ManifestFile.read(manifest);
        Path file = new BackupFolder(home).file(read);
        if (!Files.exists(file)) {
          throw new BackupRefused(file + " is missing; only its manifest is there");
        }
        return new RestoringStore(file, read, keys);
      }
      if (Files.isRegularFile(given)) {
        return new RestoringStore(given, null, keys);
      }
      if (name.isPresent()) {
        for (boolean encrypted : new boolean[] {true, false}) {
          Path file = home.resolve(name.get().file(encrypted));
          if (Files.exists(file)) {
            return new RestoringStore(file, null, keys);
          }
        }
      }
      if (Files.isDirectory(given) && !text.isBlank()) {
        throw new BackupRefused(directory(given));
      }
      throw new BackupRefused(
          "there is no backup and no file called %s: looked in %s and at %s; berry backup list shows the backups"
              .formatted(text, folder, given));
    } catch (IOException e) {
      throw new BackupRefused(
          "the backup %s cannot be read: %s".formatted(text, BackupFolder.reason(e)), e);
    }
  }

  private static String directory(Path given) {
    return Files.exists(given.resolve("toc.dat"))
        ? given
            + " is an archive of pg_dump, no plain script; make one of it: pg_restore -f backup.sql "
            + given
        : given + " is a directory; name a file in it, or a backup that berry backup list shows";
  }

  /// A backup in the folder and nothing else: for names that come from outside.
  public static RestoringStore named(String name, Path folder, @Nullable Path key) {
    String bare = BackupName.parse(name).map(BackupName::toString).orElse("");
    if (bare.isEmpty() || name.contains("/")) {
      throw new BackupRefused(name + " is no name of a backup; berry backup list shows them");
    }
    return find(bare, folder, folder, key);
  }

  private static Path folderOf(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file : parent;
  }

  /// As people know it: without its folder.
  public String name() {
    return manifest == null ? String.valueOf(file.getFileName()) : manifest.name();
  }

  public Path file() {
    return file;
  }

  /// When it was made; null: only its maker knows.
  public @Nullable Instant madeAt() {
    return manifest == null ? null : manifest.madeAt();
  }

  /// Whether it is encrypted and nobody gave a key that could open it.
  public boolean locked() {
    boolean encrypted = manifest == null ? file.toString().endsWith(".age") : manifest.encrypted();
    return encrypted && keys.isEmpty();
  }

  /// Whether every row can be compared, and not only their number.
  public boolean withManifest() {
    return manifest != null;
  }

  /// Whether that table holds nothing in any backup, whatever the database holds.
  public static boolean leftOut(String table) {
    return LeftOut.why(table).isPresent();
  }

  /// Reads all of it. Whatever is wrong with the file is found here, before anything is touched.
  ///
  /// @throws BackupRefused naming what is wrong
  public Contents read(Progress progress) {
    try {
      Comparison comparison = manifest == null ? null : new Comparison(manifest);
      if (manifest != null) {
        requireHash(manifest, progress);
      }
      progress.begins("Reading " + name(), bytes());
      Contents contents;
      try (InputStream in = ArchiveReader.openAny(file, keys)) {
        contents =
            new ContentsReader()
                .read(
                    in,
                    progress,
                    sum -> {
                      if (comparison != null) {
                        comparison.table(sum);
                      }
                    });
      }
      progress.ends();
      if (comparison != null) {
        comparison.noneMissing(List.copyOf(contents.rows().keySet()));
        refuse(comparison, "the file is not the one that was written");
      }
      return contents;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Restores it and compares what came out.
  ///
  /// @param empty a database with nothing in it that nobody else works with
  /// @param contents as [#read(Progress)] found them
  /// @throws BackupRefused when the server refuses something, or what came out is not the same
  /// @throws DatabaseUnreachable when the server went away meanwhile
  public void restore(Address empty, Contents contents, Progress progress) {
    try {
      Comparison comparison = manifest == null ? null : new Comparison(manifest);
      progress.begins("Restoring " + name(), contents.bytes());
      try (InputStream in = ArchiveReader.openAny(file, keys);
          ScriptStore script = ScriptStore.open(empty)) {
        script.run(
            in,
            progress,
            new ScriptStore.Listener() {
              @Override
              public void loaded(ScriptStore store, TableSum sum) {
                if (comparison != null) {
                  comparison.table(sum);
                }
              }
            });
        if (comparison == null) {
          script.execute("ANALYZE");
        }
      }
      progress.ends();
      progress.begins("Comparing", comparison == null ? 0 : contents.bytes());
      if (comparison == null) {
        compare(empty, contents);
      } else {
        ProofStore.compare(
            empty, new ProofPlace(ProofPlace.Kind.SERVER, false), comparison, progress);
        refuse(comparison, "what was restored is not the same");
      }
      progress.ends();
    } catch (IOException e) {
      throw unreadable(e);
    } catch (SQLException e) {
      throw refused(empty, e);
    }
  }

  private static void compare(Address restored, Contents contents) throws SQLException {
    Map<String, Long> found = RowCountStore.of(restored).rows();
    List<String> differences = new ArrayList<>();
    contents
        .rows()
        .forEach((table, rows) -> {
          if (!rows.equals(found.get(table))) {
            differences.add(
                "%s: expected %d rows, got %s".formatted(table, rows, found.get(table)));
          }
        });
    try (SnapshotStore snapshot = SnapshotStore.open(restored)) {
      snapshot.lookIntoViews();
    }
    if (!differences.isEmpty()) {
      throw new BackupRefused(
          "what was restored is not the same: " + String.join("; ", differences));
    }
  }

  private void requireHash(Manifest wanted, Progress progress) throws IOException {
    long there = Files.size(file);
    if (there != wanted.bytes()) {
      throw new Damaged(
          "%s is damaged or cut off: it has %d bytes, and had %d"
              .formatted(file.getFileName(), there, wanted.bytes()));
    }
    progress.begins("Checking the SHA-256 of " + name(), 0);
    String hash = ArchiveReader.sha256(file);
    progress.ends();
    if (!hash.equals(wanted.sha256())) {
      throw new Damaged(
          "%s is damaged: its SHA-256 is %s, and was %s"
              .formatted(file.getFileName(), hash, wanted.sha256()));
    }
  }

  private void refuse(Comparison comparison, String what) {
    if (!comparison.differences().isEmpty()) {
      throw new BackupRefused(
          what
              + ": "
              + String.join(
                  "; ",
                  comparison.differences().stream()
                      .map(one ->
                          "%s: expected %s, got %s"
                              .formatted(one.table(), one.expected(), one.got()))
                      .toList()));
    }
  }

  private long bytes() {
    return manifest == null ? 0 : manifest.tables().stream().mapToLong(TableSum::bytes).sum();
  }

  private RuntimeException refused(Address database, SQLException e) {
    if (DISK_FULL.equals(e.getSQLState())) {
      return new BackupRefused(
          "the server's disk is full; %s needs about %d MB more than is free"
              .formatted(name(), bytes() / 1_000_000),
          e);
    }
    return DatabaseAway.behind(e)
        ? new DatabaseUnreachable(database, e)
        : new BackupRefused("%s does not restore: %s".formatted(name(), e.getMessage()), e);
  }

  private BackupRefused unreadable(IOException e) {
    return new BackupRefused(
        e instanceof Damaged || e instanceof Locked
            ? String.valueOf(e.getMessage())
            : "the backup %s cannot be read: %s".formatted(file, BackupFolder.reason(e)),
        e);
  }

  /// Sums of partitions under the table they are parts of, by name; tables that no backup holds are
  /// left out.
  ///
  /// @param parents partition → its table, of partitions that may be in only one of both
  public static Map<String, Long> summed(Map<String, Long> rows, Map<String, String> parents) {
    Map<String, Long> sums = new LinkedHashMap<>();
    rows.forEach((table, count) -> {
      String top = table;
      for (String up = parents.get(top); up != null; up = parents.get(top)) {
        top = up;
      }
      if (!leftOut(top)) {
        sums.merge(top, count, Long::sum);
      }
    });
    return sums;
  }
}
