package berry.backup;

import berry.backup.Manifest.Copied;
import berry.config.BackupRules;
import berry.config.CopyTarget;
import berry.database.DatabaseUnreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One drill: as if machine and folder were gone, the newest proved backup is fetched from a copy
/// elsewhere and restored as a proof does. Only where there is no copy the folder's own is taken.
///
/// The folder of backups stays as it is, whatever comes out. For one who has the turn.
final class Drilling {

  private static final long RESERVE = 64L << 20;

  /// A restore of the same file that is as fresh as this tells as much as another one.
  private static final Duration FRESH = Duration.ofDays(1);

  private final Site site;
  private final BackupRules rules;
  private final Copies copies;
  private final ProofStore proof;
  private final BackupFolder folder;
  private final Clock clock;

  Drilling(
      Site site,
      BackupRules rules,
      Copies copies,
      ProofStore proof,
      BackupFolder folder,
      Clock clock) {
    this.site = site;
    this.rules = rules;
    this.copies = copies;
    this.proof = proof;
    this.folder = folder;
    this.clock = clock;
  }

  /// @param all newest first
  /// @return null: no backup is proved
  @Nullable Drill drill(List<Backup> all, Progress progress) {
    Instant begun = clock.instant();
    List<Backup> proved = all.stream().filter(this::candidate).toList();
    Backup elsewhere =
        proved.stream().filter(one -> !wanted(one).isEmpty()).findFirst().orElse(null);
    Outcome outcome;
    Backup backup;
    if (elsewhere != null) {
      backup = elsewhere;
      outcome = fetched(backup, progress);
    } else {
      backup = proved.stream().filter(one -> one.trouble() == null).findFirst().orElse(null);
      if (backup == null) {
        return null;
      }
      outcome = own(backup, begun, progress);
    }
    return new Drill(
        begun,
        backup.name(),
        outcome.source(),
        outcome.rto(),
        seconds(backup.at(), begun),
        outcome.problem());
  }

  /// @param rto null: it did not come to that
  /// @param problem null: none
  private record Outcome(String source, @Nullable Double rto, @Nullable String problem) {}

  private boolean candidate(Backup backup) {
    String ours = BackupName.safe(site.live().database());
    return backup.state() == BackupState.PROVED
        && BackupName.parse(backup.name()).map(BackupName::database).orElse("").equals(ours);
  }

  /// Copies in places that the rules still name: no others can be reached.
  private List<Copied> wanted(Backup backup) {
    return backup.copies().stream()
        .filter(
            one -> rules.copies().stream().map(CopyTarget::words).anyMatch(one.target()::equals))
        .toList();
  }

  private Outcome own(Backup backup, Instant now, Progress progress) {
    Instant provedAt = Objects.requireNonNull(backup.provedAt(), "of a proved one");
    boolean fresh = !provedAt.plus(FRESH).isBefore(now);
    boolean encrypted = String.valueOf(backup.file()).endsWith(".age");
    if (fresh || encrypted) {
      return new Outcome(Drill.FOLDER, backup.seconds(), null);
    }
    BackupName name = BackupName.parse(backup.name()).orElseThrow();
    try {
      Manifest manifest = folder.entry(name).manifest();
      return manifest == null
          ? new Outcome(Drill.FOLDER, null, "its manifest is gone")
          : restored(Drill.FOLDER, folder.file(manifest), manifest, 0, progress);
    } catch (IOException e) {
      return new Outcome(Drill.FOLDER, null, BackupFolder.reason(e));
    }
  }

  /// From the first copy that can be had.
  private Outcome fetched(Backup backup, Progress progress) {
    Path place = site.data().resolve("drill");
    List<String> reasons = new ArrayList<>();
    String source = "";
    try {
      for (Copied copied : wanted(backup)) {
        source = copied.target();
        try {
          return from(copied, backup, place, progress);
        } catch (BackupRefused | IOException e) {
          reasons.add(String.valueOf(e.getMessage()));
        }
      }
      return new Outcome(source, null, String.join("; ", reasons));
    } finally {
      removeQuietly(place);
    }
  }

  private Outcome from(Copied copied, Backup backup, Path place, Progress progress)
      throws IOException {
    remove(place);
    BackupFolder scratch = new BackupFolder(place);
    scratch.make();
    long free = scratch.free();
    if (free < backup.bytes() + RESERVE) {
      throw new IOException(
          "%d MB are free in %s, and the copy has %d MB"
              .formatted(free / 1_000_000, place, backup.bytes() / 1_000_000));
    }
    Instant begun = clock.instant();
    BackupName name = BackupName.parse(backup.name()).orElseThrow();
    Manifest manifest =
        new Fetching(rules, copies, scratch).byName(name, List.of(copied), progress);
    double took = seconds(begun, clock.instant());
    if (!manifest.sha256().equals(backup.sha256())) {
      throw new IOException("the copy in " + copied.target() + " is not the file that was proved");
    }
    // Nobody here has the owner's key, but this is the very file that was restored when it was new.
    return manifest.encrypted()
        ? new Outcome(
            copied.target(), took + Objects.requireNonNullElse(backup.seconds(), 0.0), null)
        : restored(copied.target(), scratch.file(manifest), manifest, took, progress);
  }

  private Outcome restored(
      String source, Path file, Manifest manifest, double before, Progress progress) {
    try {
      Manifest now = proof.prove(file, manifest, List.of(), progress);
      Double seconds = now.seconds();
      return now.state() == BackupState.PROVED && seconds != null
          ? new Outcome(source, before + seconds, null)
          : new Outcome(source, null, now.detail() + differences(now));
    } catch (BackupRefused | DatabaseUnreachable e) {
      return new Outcome(source, null, String.valueOf(e.getMessage()));
    }
  }

  private static String differences(Manifest manifest) {
    return manifest.differences().isEmpty() ? "" : ": " + manifest.differences();
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1000.0;
  }

  private static void remove(Path place) throws IOException {
    if (!Files.isDirectory(place)) {
      return;
    }
    List<Path> files;
    try (Stream<Path> all = Files.list(place)) {
      files = all.toList();
    }
    for (Path file : files) {
      Files.delete(file);
    }
    Files.delete(place);
  }

  /// What could not be removed goes with the next drill.
  private static void removeQuietly(Path place) {
    try {
      remove(place);
    } catch (IOException e) {
      // said by the next one, if it cannot either
    }
  }
}
