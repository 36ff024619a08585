package berry.backup;

import berry.backup.BackupFolder.Entry;
import berry.backup.Manifest.Copied;
import berry.config.BackupRules;
import berry.config.CopyTarget;
import berry.database.Database;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Makes backups, proves them, lists them and removes those that are kept no longer. One call at a
/// time works, across all processes; the others are told by whom they are kept waiting.
public final class Backups {

  private static final long MEGABYTE = 1L << 20;

  /// What must stay free beside a new backup: the server may need it for its log.
  private static final long RESERVE = 64 * MEGABYTE;

  private final Site site;
  private final BackupRules rules;
  private final BackupFolder folder;
  private final BackupStore store;
  private final MakingStore making;
  private final ProofStore proof;
  private final Clock clock;
  private final Jdbi jdbi;

  /// @param database where the list is kept for others to read
  public Backups(Site site, BackupRules rules, Database database, Clock clock) {
    this.site = site;
    this.rules = rules;
    this.folder = new BackupFolder(site.backups());
    this.store = new BackupStore(database.jdbi());
    this.making = new MakingStore(site, folder, clock);
    this.proof = new ProofStore(site.live(), site.data(), site.embedded(), clock);
    this.clock = clock;
    this.jdbi = database.jdbi();
  }

  /// @param backup in the state it has now
  /// @param problems what did not work beside it: copies that were not made, objects of the
  ///   database that no backup holds
  public record Made(Backup backup, List<String> problems) {}

  /// Makes one, proves what is stored, and copies it where the rules say.
  ///
  /// @param prove whether to restore it at once; otherwise it stays [BackupState#MADE]
  /// @throws BackupBusy when another one is at work
  /// @throws BackupRefused when there is no room, or it cannot be written or read
  public Made create(boolean prove, Progress progress) {
    try (Turn turn = turn("makes a backup")) {
      requireRoom();
      AgeKey once = AgeKey.generate();
      Manifest manifest = making.make(rules.recipients(), once, progress);
      keep(manifest);
      if (prove) {
        manifest = prove(manifest, once.readers(), progress);
      }
      List<String> problems = new ArrayList<>();
      manifest.foreign().forEach(one -> problems.add("not in any backup of Berry: " + one));
      manifest = copied(manifest, problems);
      return new Made(shown(manifest, null), problems);
    }
  }

  /// Restores a stored one where it harms nobody and compares every table.
  ///
  /// @param name with or without the ending of its file
  /// @param key a file of `age-keygen`, for an encrypted one
  public Backup prove(String name, @Nullable Path key, Progress progress) {
    List<RecipientStanzaReader> keys = key == null ? List.of() : AgeKey.readersOf(key);
    try (Turn turn = turn("proves a backup")) {
      Entry entry = named(name);
      Manifest manifest = entry.manifest();
      if (manifest == null) {
        throw new BackupRefused(
            entry.name()
                + " cannot be proved: "
                + entry.trouble()
                + "; without it nobody knows what"
                + " the file should hold");
      }
      if (manifest.encrypted() && keys.isEmpty()) {
        throw new BackupRefused(
            manifest.name() + " is encrypted; name the file of a key that opens it: --key FILE");
      }
      return shown(prove(manifest, keys, progress), null);
    }
  }

  /// Keeps others from making, proving and removing backups for as long as it is open, or until the
  /// sessions of the live database are ended.
  ///
  /// @param does what, for those who have to wait: `restores a backup`
  /// @throws BackupBusy when another one is at work
  public AutoCloseable hold(String does) {
    return turn(does);
  }

  /// Newest first: what lies in the folder, and what is known to have been made but does not.
  public List<Backup> list() {
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

  /// How far the backups of this database may be trusted, from what is known of them: cheap.
  public Trust trust() {
    return store.trust(BackupName.safe(site.live().database()));
  }

  /// Who is at work on backups, be it a command in another process.
  ///
  /// @return in words, with since when; null: nobody
  public @Nullable String busy() {
    return LockStore.holder(jdbi);
  }

  /// Whether it is, by its name, a backup of this database. Others may share the folder.
  public boolean ours(String name) {
    String database = BackupName.safe(site.live().database());
    return BackupName.parse(name).filter(one -> one.database().equals(database)).isPresent();
  }

  /// Where else backups are to lie.
  ///
  /// @param target in words, as in [Copied#target()]
  /// @param away whether that is certainly not this machine's disk
  public record Target(String target, boolean away) {}

  public List<Target> targets() {
    List<Target> all = new ArrayList<>();
    for (CopyTarget target : rules.copies()) {
      switch (target) {
        case CopyTarget.Directory directory ->
            all.add(
                new Target(
                    "directory " + directory.path(), DirectoryCopies.away(directory.path())));
      }
    }
    return all;
  }

  /// What is made and kept by itself.
  public BackupRules rules() {
    return rules;
  }

  /// Removes what the rules keep no longer.
  ///
  /// @param zone of the business, whose days and weeks count
  /// @param dryRun only decides
  public Retention.Decision prune(ZoneId zone, boolean dryRun) {
    try (Turn turn = turn("removes old backups")) {
      Retention.Decision decision =
          new Retention(rules.keep(), zone, (long) (folder.disk() * rules.budget()))
              .decide(candidates());
      if (!dryRun) {
        for (String name : decision.removed().keySet()) {
          folder.remove(BackupName.parse(name).orElseThrow());
          forget(name);
        }
      }
      return decision;
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /// Only of this database: several may share a folder.
  private List<Retention.Candidate> candidates() throws IOException {
    String ours = BackupName.safe(site.live().database());
    return entries().stream()
        .filter(one -> one.name().database().equals(ours))
        .map(one ->
            new Retention.Candidate(
                one.name().toString(),
                one.name().madeAt(),
                one.manifest() == null ? 0 : one.manifest().bytes(),
                one.trouble() == null
                    && one.manifest() != null
                    && one.manifest().state() == BackupState.PROVED))
        .toList();
  }

  private Manifest prove(Manifest manifest, List<RecipientStanzaReader> keys, Progress progress) {
    Manifest now = proof.prove(folder.file(manifest), manifest, keys, progress);
    write(now);
    return now;
  }

  /// What failed its proof is not spread.
  private Manifest copied(Manifest manifest, List<String> problems) {
    if (manifest.state() == BackupState.FAILED) {
      return manifest;
    }
    List<Copied> copies = new ArrayList<>();
    for (CopyTarget target : rules.copies()) {
      switch (target) {
        case CopyTarget.Directory directory -> {
          try {
            boolean twice = rules.plainCopies() && directory.plain();
            DirectoryCopies.copy(folder.file(manifest), manifest, directory, twice);
            copies.add(new Copied("directory " + directory.path(), clock.instant()));
          } catch (IOException e) {
            problems.add("no copy in " + directory.path() + ": " + BackupFolder.reason(e));
          }
        }
      }
    }
    if (copies.isEmpty()) {
      return manifest;
    }
    Manifest now = manifest.withCopies(copies);
    write(now);
    return now;
  }

  private void requireRoom() {
    try {
      String ours = BackupName.safe(site.live().database());
      long last =
          entries().stream()
              .filter(one -> one.name().database().equals(ours))
              .map(Entry::manifest)
              .filter(Objects::nonNull)
              .findFirst()
              .map(Manifest::bytes)
              .orElse(0L);
      // The first one: a third of what lies on the disk with its indexes has always been enough.
      long needed = (last == 0 ? proof.bytes() / 3 : last + last / 4) + RESERVE;
      long free = folder.free();
      if (free < needed) {
        throw new BackupRefused(
            ("no backup was begun: %s has %d MB free, and it needs about %d MB. Free some space, run"
                    + " berry backup prune, or name a folder on another disk in BACKUP_DIR.")
                .formatted(folder.path(), free / MEGABYTE, needed / MEGABYTE));
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  private Entry named(String name) {
    BackupName parsed =
        BackupName.parse(name)
            .orElseThrow(() ->
                new BackupRefused(name + " is no name of a backup; berry backup list shows them"));
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

  private void write(Manifest manifest) {
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

  private void keep(Manifest manifest) {
    if (store.there()) {
      store.put(manifest);
    }
  }

  private void forget(String name) {
    if (store.there()) {
      store.forget(name);
    }
  }

  /// Waits for nobody: says who is at work instead.
  private Turn turn(String does) {
    folder.make();
    LockStore lock = LockStore.take(site.live(), site.who() + " " + does);
    try {
      AutoCloseable local = folder.lock();
      Turn turn = new Turn(lock, local);
      try {
        folder.removeUnfinished();
        proof.removeLeftovers();
        return turn;
      } catch (IOException | RuntimeException e) {
        local.close();
        throw e;
      }
    } catch (RuntimeException e) {
      lock.close();
      throw e;
    } catch (Exception e) {
      lock.close();
      throw new BackupRefused(
          "%s cannot be used: %s".formatted(folder.path(), String.valueOf(e.getMessage())), e);
    }
  }

  /// The right to work, in the database and in the folder.
  private record Turn(LockStore lock, AutoCloseable local) implements AutoCloseable {
    @Override
    public void close() {
      try (lock) {
        local.close();
      } catch (Exception e) {
        throw new BackupRefused("the folder of backups was not released: " + e.getMessage(), e);
      }
    }
  }

  private BackupRefused unreadable(IOException e) {
    return new BackupRefused(
        "%s cannot be read: %s".formatted(folder.path(), BackupFolder.reason(e)), e);
  }

  private Backup shown(Manifest manifest, @Nullable String trouble) {
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
