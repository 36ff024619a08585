package berry.diagnostics;

import berry.backup.CopiesStatus;
import berry.config.Configuration;
import berry.config.CopyTarget;
import berry.database.Address;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Whether backups outlive this machine: where its disk does not last, a copy elsewhere that was
/// read back is the only backup there is.
final class BackupCheck implements Check {

  private static final String COPIES = "copies";

  /// A day and a little, as the daily one is made.
  private static final Duration STALE = Duration.ofHours(26);

  private final Configuration configuration;
  private final @Nullable Address everyday;
  private final Clock clock;

  BackupCheck(Configuration configuration, @Nullable Address everyday, Clock clock) {
    this.configuration = configuration;
    this.everyday = everyday;
    this.clock = clock;
  }

  @Override
  public String name() {
    return "backups";
  }

  @Override
  public List<Finding> look() {
    CopiesStatus copies = copies();
    List<Finding> findings = new ArrayList<>();
    findings.add(folder(copies, lost()));
    for (CopyTarget target : configuration.rules().backup().copies()) {
      findings.add(copies == null ? unknown(target) : target(target, copies));
    }
    return findings;
  }

  /// @param lost why the folder does not last; null: it does, as far as we see
  Finding folder(@Nullable CopiesStatus copies, @Nullable String lost) {
    String folder = configuration.backups().toString();
    if (lost == null) {
      return Finding.ok(name(), "in " + folder);
    }
    if (configuration.sandbox()) {
      return Finding.warn(
          name(),
          lost + ": backups in " + folder + " are gone with it",
          "Nothing for a sandbox; with a real bot use a volume, or backup.copies in berry.yaml.");
    }
    Optional<Instant> newest =
        copies == null
            ? Optional.empty()
            : configuration.rules().backup().copies().stream()
                .filter(CopiesStatus::elsewhere)
                .flatMap(one -> copies.newest(one).stream())
                .max(Instant::compareTo);
    return newest
        .map(at -> Finding.ok(name(), lost + "; the newest copy elsewhere is of " + at))
        .orElseGet(() ->
            Finding.fail(
                name(),
                lost
                    + ": backups in "
                    + folder
                    + " are gone with it, and no copy elsewhere is known",
                "Name a place in backup.copies of berry.yaml (s3 or telegram), then berry backup"
                    + " create; or give the folder a volume."));
  }

  private Finding target(CopyTarget target, CopiesStatus copies) {
    Optional<String> trouble = CopiesStatus.trouble(target, configuration.s3Keys());
    if (trouble.isPresent()) {
      return Finding.fail(
          COPIES,
          target.words() + ": " + trouble.get(),
          "Correct backup.copies of berry.yaml or the keys; then berry backup send NAME.");
    }
    Instant newest = copies.newest(target).orElse(null);
    if (newest == null) {
      return Finding.warn(
          COPIES,
          target.words() + ": no copy was read back yet",
          "berry backup create makes one; its warnings say what is in the way.");
    }
    Duration age = Duration.between(newest, clock.instant());
    String seen = "%s: newest is %d h old, read back".formatted(target.words(), age.toHours());
    return age.compareTo(STALE) <= 0
        ? Finding.ok(COPIES, seen)
        : Finding.warn(COPIES, seen, "Look for the word copy in berry's log; berry backup create.");
  }

  private static Finding unknown(CopyTarget target) {
    return Finding.ok(COPIES, target.words() + ": not looked at, the database is not running");
  }

  private @Nullable CopiesStatus copies() {
    if (everyday == null) {
      return null;
    }
    try (Database database = Database.open(everyday, 1)) {
      return CopiesStatus.read(database);
    } catch (DatabaseUnreachable gone) {
      return null;
    }
  }

  private @Nullable String lost() {
    return configuration.backupsLost() != null
        ? configuration.backupsLost()
        : layer(type(configuration.backups()));
  }

  /// What a container writes beside its volumes ends with it.
  static @Nullable String layer(String fileSystem) {
    return fileSystem.equals("overlay") || fileSystem.equals("aufs")
        ? "the folder is a container's own layer (" + fileSystem + "), not a volume"
        : null;
  }

  private static String type(Path folder) {
    try {
      Path there = folder;
      while (!Files.isDirectory(there) && there.getParent() != null) {
        there = there.getParent();
      }
      return Files.getFileStore(there).type();
    } catch (IOException unknown) {
      return "";
    }
  }
}
