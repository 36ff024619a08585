package berry.backup;

import berry.backup.BackupFolder.Entry;
import berry.backup.Manifest.Copied;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Which backups there are: what lies in the folder, which is the truth, and what the table
/// remembers of them for others to read.
final class BackupIndex {

  private final BackupFolder folder;
  private final BackupStore store;
  private final String database;

  /// @param jdbi where the table is
  /// @param database whose backups are ours; several may share a folder
  BackupIndex(BackupFolder folder, Jdbi jdbi, String database) {
    this.folder = folder;
    this.store = new BackupStore(jdbi);
    this.database = BackupName.safe(database);
  }

  /// Newest first: what lies in the folder, and what is known to have been made but does not.
  List<Backup> list() {
    List<Backup> all = new ArrayList<>();
    List<String> names = new ArrayList<>();
    boolean table = store.there();
    for (Entry entry : entries()) {
      Manifest manifest = entry.manifest();
      all.add(manifest == null ? unknown(entry) : shown(manifest, entry.trouble()));
      names.add(entry.name().toString());
      if (table && manifest != null) {
        store.put(manifest);
      }
    }
    if (table) {
      all.addAll(store.others(names));
    }
    all.sort((one, other) -> other.at().compareTo(one.at()));
    return all;
  }

  /// Only of this database: several may share a folder.
  List<Entry> ours() {
    return entries().stream().filter(one -> one.name().database().equals(database)).toList();
  }

  /// Whether it is, by its name, a backup of this database. Others may share the folder.
  boolean ours(String name) {
    return BackupName.parse(name).filter(one -> one.database().equals(database)).isPresent();
  }

  /// How far the backups of this database may be trusted, from what is known of them: cheap.
  Trust trust() {
    return store.trust(database);
  }

  /// What the last proved ones took, newest first.
  List<Hourly.Cost> costs() {
    List<Hourly.Cost> costs = new ArrayList<>();
    for (Entry entry : ours()) {
      Manifest manifest = entry.manifest();
      if (manifest != null && manifest.seconds() != null) {
        costs.add(new Hourly.Cost(manifest.made(), manifest.seconds()));
      }
    }
    return costs;
  }

  Entry named(String name) {
    BackupName parsed = parsed(name);
    try {
      Entry entry = folder.entry(parsed);
      boolean nothing = entry.manifest() == null && !exists(parsed);
      if (nothing) {
        throw new BackupRefused(
            "there is no " + parsed + " in " + folder.path() + "; berry backup list shows them");
      }
      return entry;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static BackupName parsed(String name) {
    return BackupName.parse(name)
        .orElseThrow(() ->
            new BackupRefused(name + " is no name of a backup; berry backup list shows them"));
  }

  private boolean exists(BackupName name) {
    return Files.exists(folder.path().resolve(name.manifest()))
        || Files.exists(folder.path().resolve(name.file(true)))
        || Files.exists(folder.path().resolve(name.file(false)));
  }

  private List<Entry> entries() {
    try {
      return folder.entries();
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  static List<Copied> copiesOf(String name, List<Backup> all) {
    return all.stream()
        .filter(one -> one.name().equals(name))
        .findFirst()
        .map(Backup::copies)
        .orElse(List.of());
  }

  List<Copied> copiesOf(BackupName name) throws IOException {
    Manifest manifest = folder.entry(name).manifest();
    return manifest == null ? List.of() : manifest.copies();
  }

  void write(Manifest manifest) {
    try {
      folder.write(BackupName.parse(manifest.name()).orElseThrow(), manifest);
    } catch (IOException e) {
      throw new BackupRefused(
          "the manifest of %s was not written: %s"
              .formatted(manifest.name(), BackupFolder.reason(e)),
          e);
    }
    keep(manifest);
  }

  void keep(Manifest manifest) {
    if (store.there()) {
      store.put(manifest);
    }
  }

  void forget(String name) {
    if (store.there()) {
      store.forget(name);
    }
  }

  /// What is known to lie elsewhere is remembered without a file, too.
  void copies(String name, List<Copied> left) {
    if (store.there()) {
      store.copies(name, left);
    }
  }

  /// The newest of ours whose manifest reads; null: none.
  @Nullable Manifest newest() {
    return ours().stream().map(Entry::manifest).filter(Objects::nonNull).findFirst().orElse(null);
  }

  BackupRefused unreadable(IOException e) {
    return new BackupRefused(
        "%s cannot be read: %s".formatted(folder.path(), BackupFolder.reason(e)), e);
  }

  Backup shown(Manifest manifest, @Nullable String trouble) {
    return new Backup(
        manifest.name(),
        folder.file(manifest).toString(),
        manifest.madeAt(),
        manifest.bytes(),
        manifest.sha256(),
        manifest.state(),
        manifest.provedAt(),
        manifest.seconds(),
        manifest.rows(),
        manifest.copies(),
        manifest.detail(),
        manifest.differences(),
        trouble);
  }

  private static Backup unknown(Entry entry) {
    return new Backup(
        entry.name().toString(),
        null,
        entry.name().madeAt(),
        0,
        "",
        BackupState.FAILED,
        null,
        null,
        0,
        List.of(),
        null,
        List.of(),
        entry.trouble());
  }
}
