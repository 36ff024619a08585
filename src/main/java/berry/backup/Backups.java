package berry.backup;

import berry.backup.BackupFolder.Entry;
import berry.backup.Manifest.Copied;
import berry.config.BackupRules;
import berry.config.CopyTarget;
import berry.database.Database;
import berry.monitoring.MetricsView;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// Makes backups, proves them, lists them and removes those that are kept no longer. One call at a
/// time works, across all processes; the others are told by whom they are kept waiting.
public final class Backups {

  private static final long MEGABYTE = 1_000_000;

  /// What must stay free beside a new backup: the server may need it for its log.
  private static final long RESERVE = 64 * MEGABYTE;

  private final Site site;
  private final BackupRules rules;
  private final BackupFolder folder;
  private final BackupIndex index;
  private final MakingStore making;
  private final ProofStore proof;
  private final Copies copies;
  private final Clock clock;
  private final Jdbi jdbi;
  private final DrillStore drills;

  /// @param database where the list is kept for others to read
  public Backups(Site site, BackupRules rules, Database database, Clock clock) {
    this(site, rules, database, clock, new Copies(rules, CopyMeans.NONE, clock));
  }

  /// @param means what copies elsewhere need
  public Backups(Site site, BackupRules rules, Database database, Clock clock, CopyMeans means) {
    this(site, rules, database, clock, new Copies(rules, means, clock));
  }

  Backups(Site site, BackupRules rules, Database database, Clock clock, Copies copies) {
    this.copies = copies;
    this.site = site;
    this.rules = rules;
    this.folder = new BackupFolder(site.backups());
    this.index = new BackupIndex(folder, database.jdbi(), site.live().database());
    this.making = new MakingStore(site, folder, clock);
    this.proof = new ProofStore(site.live(), site.data(), site.embedded(), clock);
    this.clock = clock;
    this.jdbi = database.jdbi();
    this.drills = new DrillStore(database.jdbi());
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
      index.keep(manifest);
      if (prove) {
        manifest = prove(manifest, once.readers(), progress);
      }
      List<String> problems = new ArrayList<>();
      manifest.foreign().forEach(one -> problems.add("not in any backup of Berry: " + one));
      manifest = copied(manifest, problems, progress);
      return new Made(index.shown(manifest, null), problems);
    }
  }

  /// Makes one that nobody has to wait for longer than needed: neither proved nor copied, which
  /// [#proveWaiting] does later. Of several for the same reason, as starts that fail again and
  /// again leave them, the first and the last stay.
  ///
  /// @param version that the schema is brought up to
  /// @throws BackupBusy when another one is at work
  /// @throws BackupRefused when there is no room, or it cannot be written
  public Backup beforeMigration(String version, Progress progress) {
    try (Turn turn = turn("makes a backup before a migration")) {
      requireRoom();
      String detail = Backup.BEFORE + version;
      Manifest manifest =
          making.make(rules.recipients(), AgeKey.generate(), progress).noted(detail);
      index.write(manifest);
      List<Entry> same =
          index.ours().stream()
              .filter(one ->
                  one.manifest() != null
                      && one.manifest().state() == BackupState.MADE
                      && detail.equals(one.manifest().detail()))
              .toList();
      for (Entry between : same.subList(1, Math.max(1, same.size() - 1))) {
        folder.remove(between.name());
        index.forget(between.name().toString());
      }
      return index.shown(manifest, null);
    } catch (IOException e) {
      throw index.unreadable(e);
    }
  }

  /// Proves and copies what was made before a migration. Encrypted ones stay as they are: their key
  /// is not here.
  public List<Made> proveWaiting(Progress progress) {
    if (index.ours().stream().noneMatch(this::waiting)) {
      return List.of();
    }
    try (Turn turn = turn("proves a backup")) {
      List<Made> all = new ArrayList<>();
      for (Entry entry : index.ours()) {
        Manifest manifest = entry.manifest();
        if (manifest != null && waiting(entry)) {
          List<String> problems = new ArrayList<>();
          Manifest now = copied(prove(manifest, List.of(), progress), problems, progress);
          all.add(new Made(index.shown(now, null), problems));
        }
      }
      return all;
    }
  }

  private boolean waiting(Entry entry) {
    Manifest manifest = entry.manifest();
    return manifest != null
        && entry.trouble() == null
        && !manifest.encrypted()
        && index.shown(manifest, null).waiting();
  }

  /// Whether anything was written since the newest backup in the folder was made; told by the
  /// server's statistics, not by reading.
  public boolean changed() {
    Manifest newest = index.newest();
    if (newest == null || newest.state() == BackupState.FAILED || newest.written() == null) {
      return true;
    }
    return WrittenStore.changed(site.live(), newest.written());
  }

  /// The last drill; null: none yet.
  public @Nullable Drill drill() {
    return drills.newest().orElse(null);
  }

  /// Restores the newest proved backup as after a loss, from a copy elsewhere when there is one,
  /// and measures it.
  ///
  /// @return null: no backup is proved
  public @Nullable Drill practise(Progress progress) {
    try (Turn turn = turn("drills a restore")) {
      Drill drill = new Drilling(site, rules, copies, proof, folder, clock).drill(list(), progress);
      if (drill != null) {
        drills.add(drill);
      }
      return drill;
    }
  }

  /// Restores a stored one where it harms nobody and compares every table.
  ///
  /// @param name with or without the ending of its file
  /// @param key a file of `age-keygen`, for an encrypted one
  public Backup prove(String name, @Nullable Path key, Progress progress) {
    List<RecipientStanzaReader> keys = key == null ? List.of() : AgeKey.readersOf(key);
    try (Turn turn = turn("proves a backup")) {
      Entry entry = index.named(name);
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
      return index.shown(prove(manifest, keys, progress), null);
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

  /// Copies one to where the rules want it and it does not lie yet.
  public Made send(String name, Progress progress) {
    if (rules.copies().isEmpty()) {
      throw new BackupRefused(
          "backup.copies in berry.yaml names no place that it could be sent to");
    }
    try (Turn turn = turn("copies a backup")) {
      Entry entry = index.named(name);
      Manifest manifest = entry.manifest();
      if (manifest == null || entry.trouble() != null) {
        throw new BackupRefused(entry.name() + " is not copied: " + entry.trouble());
      }
      if (manifest.state() == BackupState.FAILED) {
        throw new BackupRefused(entry.name() + " is not copied: it failed its proof");
      }
      List<String> problems = new ArrayList<>();
      return new Made(index.shown(copied(manifest, problems, progress), null), problems);
    }
  }

  /// Whether [#fetch] takes it for the address of a copy, and not for a name.
  public static boolean address(String what) {
    return Fetching.address(what);
  }

  /// Brings a copy back into the folder; one that lies there whole is left as it is.
  ///
  /// @param what a name that [#list] knows, or `s3://bucket/key`; with a slash at the end the
  ///   newest one below it
  public Backup fetch(String what, Progress progress) {
    try (Turn turn = turn("fetches a copy")) {
      Fetching fetching = new Fetching(rules, copies, folder);
      List<Backup> all = list();
      if (Fetching.address(what)) {
        Manifest manifest = fetching.fromAddress(what, progress);
        return fetched(manifest, BackupIndex.copiesOf(manifest.name(), all));
      }
      BackupName name = BackupIndex.parsed(what);
      List<Copied> known = BackupIndex.copiesOf(name.toString(), all);
      return fetched(fetching.byName(name, known, progress), known);
    }
  }

  /// @param known the manifest beside a copy was written before anybody knew of copies
  private Backup fetched(Manifest manifest, List<Copied> known) {
    Manifest now = known.isEmpty() ? manifest : manifest.withCopies(known);
    index.write(now);
    return index.shown(now, null);
  }

  /// When each was made, for charts.
  public List<MetricsView.Mark> marks(Instant from, Instant to) {
    return list().stream()
        .filter(one -> one.at().isAfter(from) && one.at().isBefore(to))
        .map(one -> new MetricsView.Mark(one.at(), "backup", one.name()))
        .toList();
  }

  /// Newest first: what lies in the folder, and what is known to have been made but does not.
  public List<Backup> list() {
    return index.list();
  }

  /// How far the backups of this database may be trusted, from what is known of them: cheap.
  public Trust trust() {
    return index.trust();
  }

  /// What the last proved ones took, newest first.
  public List<Hourly.Cost> costs() {
    return index.costs();
  }

  /// Whether it is, by its name, a backup of this database. Others may share the folder.
  public boolean ours(String name) {
    return index.ours(name);
  }

  /// Removes what the rules keep no longer.
  ///
  /// @param zone of the business, whose days and weeks count
  /// @param dryRun only decides
  public Retention.Decision prune(ZoneId zone, boolean dryRun) {
    try (Turn turn = turn("removes old backups")) {
      return pruning().backups(zone, dryRun);
    }
  }

  /// Removes copies that the rules keep no longer; for each place apart, and only of backups that
  /// this database or folder knows: several may share a bucket. No budget: it is of our own disk.
  ///
  /// @return what was done, a line each
  public List<String> pruneCopies(ZoneId zone, boolean dryRun) {
    try (Turn turn = turn("removes old copies")) {
      return pruning().copies(zone, dryRun);
    }
  }

  private Pruning pruning() {
    return new Pruning(rules, folder, index, copies);
  }

  /// Who is at work on backups, be it a command in another process.
  ///
  /// @return in words, with since when; null: nobody
  public @Nullable String busy() {
    return LockStore.holder(jdbi);
  }

  /// Where else backups are to lie.
  ///
  /// @param target in words, as in [Copied#target()]
  /// @param away whether that is certainly not this machine's disk
  public record Target(String target, boolean away) {}

  public List<Target> targets() {
    List<Target> all = new ArrayList<>();
    for (CopyTarget target : rules.copies()) {
      all.add(new Target(target.words(), CopiesStatus.elsewhere(target)));
    }
    return all;
  }

  /// What is made and kept by itself.
  public BackupRules rules() {
    return rules;
  }

  private Manifest prove(Manifest manifest, List<RecipientStanzaReader> keys, Progress progress) {
    Manifest now = proof.prove(folder.file(manifest), manifest, keys, progress);
    index.write(now);
    return now;
  }

  /// What failed its proof is not spread.
  private Manifest copied(Manifest manifest, List<String> problems, Progress progress) {
    if (manifest.state() == BackupState.FAILED) {
      return manifest;
    }
    Copies.Outcome outcome = copies.make(folder.file(manifest), manifest, progress);
    problems.addAll(outcome.problems());
    if (outcome.all().equals(manifest.copies())) {
      return manifest;
    }
    Manifest now = manifest.withCopies(outcome.all());
    index.write(now);
    return now;
  }

  private void requireRoom() {
    try {
      Manifest newest = index.newest();
      long last = newest == null ? 0 : newest.bytes();
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
      throw index.unreadable(e);
    }
  }

  /// Waits for nobody: says who is at work instead.
  private Turn turn(String does) {
    return Turn.take(site, folder, proof, does);
  }
}
