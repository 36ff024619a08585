package berry.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;

/// Makes backups: one snapshot of the live database, written as a script into one file.
final class MakingStore {

  private final Site site;
  private final BackupFolder folder;
  private final Clock clock;

  MakingStore(Site site, BackupFolder folder, Clock clock) {
    this.site = site;
    this.folder = folder;
    this.clock = clock;
  }

  /// The folder holds it, complete, when this returns.
  ///
  /// @param recipients public keys it is encrypted for; empty: it is not
  /// @param once a further key for a proof by this process, only when there are recipients
  Manifest make(List<String> recipients, AgeKey once, Progress progress) {
    Instant begun = clock.instant();
    BackupName name =
        BackupName.of(site.live().database(), begun, ThreadLocalRandom.current().nextInt());
    boolean encrypted = !recipients.isEmpty();
    List<String> keys = new ArrayList<>(recipients);
    if (encrypted) {
      keys.add(once.recipient());
    }
    Path unfinished = folder.unfinished(name.file(encrypted));
    try {
      Manifest manifest = write(name, unfinished, recipients, keys, begun, progress);
      folder.finish(unfinished, name.file(encrypted));
      folder.write(name, manifest);
      return manifest;
    } catch (Script.Refused e) {
      throw Refusal.of(site.live(), e);
    } catch (IOException e) {
      throw new BackupRefused(
          "the backup was not written to %s: %s".formatted(folder.path(), BackupFolder.reason(e)),
          e);
    } catch (SQLException e) {
      throw Refusal.of(site.live(), e);
    } finally {
      delete(unfinished);
    }
  }

  private Manifest write(
      BackupName name,
      Path unfinished,
      List<String> recipients,
      List<String> keys,
      Instant begun,
      Progress progress)
      throws SQLException, IOException {
    Long written = WrittenStore.read(site.live());
    try (ArchiveWriter archive = new ArchiveWriter(unfinished, keys);
        SnapshotStore snapshot = SnapshotStore.open(site.live())) {
      Outline outline = snapshot.outline();
      Facts facts = snapshot.facts();
      long about = outline.tables().stream().mapToLong(Outline.Table::bytes).sum();
      progress.begins("Writing " + outline.tables().size() + " tables", about);
      Script script =
          new ScriptWriter(archive.script(), progress).write(source(snapshot), outline, facts);
      String sha256 = archive.finish();
      progress.ends();
      return new Manifest(
          name.toString(),
          name.file(!keys.isEmpty()),
          begun,
          facts.database(),
          archive.bytes(),
          sha256,
          script.tables().stream().mapToLong(TableSum::rows).sum(),
          Duration.between(begun, clock.instant()).toMillis() / 1000.0,
          site.version(),
          facts.serverVersion(),
          facts.schemaVersion(),
          facts.newestUpdate(),
          written,
          recipients,
          script.tables(),
          script.sequences(),
          leftOut(outline),
          outline.foreign(),
          BackupState.MADE,
          null,
          null,
          null,
          List.of(),
          List.of());
    }
  }

  private static Map<String, String> leftOut(Outline outline) {
    Map<String, String> reasons = new LinkedHashMap<>();
    outline
        .tables()
        .forEach(one -> LeftOut.why(one.name()).ifPresent(why -> reasons.put(one.name(), why)));
    return reasons;
  }

  private static Script.Source source(SnapshotStore snapshot) {
    return new Script.Source() {
      @Override
      public TableSum copy(Outline.Table table, OutputStream out, Progress progress)
          throws IOException {
        try {
          return snapshot.copy(table, out, progress);
        } catch (SQLException e) {
          throw new Script.Refused(e);
        }
      }

      @Override
      public List<SequenceValue> sequences() throws IOException {
        try {
          return snapshot.sequences();
        } catch (SQLException e) {
          throw new Script.Refused(e);
        }
      }
    };
  }

  private static void delete(Path unfinished) {
    try {
      Files.deleteIfExists(unfinished);
    } catch (IOException e) {
      // the next run removes what this one could not
    }
  }
}
