package berry.backup;

import berry.backup.Manifest.Copied;
import berry.config.BackupRules;
import berry.config.CopyTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Copies of backups where the rules want them.
final class Copies {

  /// Longer than any upload of ours takes.
  private static final Duration UNFINISHED = Duration.ofDays(1);

  private final BackupRules rules;
  private final CopyMeans means;
  private final Clock clock;
  private final TelegramCopies.Pace pace;

  Copies(BackupRules rules, CopyMeans means, Clock clock) {
    this(rules, means, clock, TelegramCopies.Pace.USUAL);
  }

  Copies(BackupRules rules, CopyMeans means, Clock clock, TelegramCopies.Pace pace) {
    this.rules = rules;
    this.means = means;
    this.clock = clock;
    this.pace = pace;
  }

  /// @param all those there were and those made now
  /// @param problems each begins with `no copy`
  record Outcome(List<Copied> all, List<String> problems) {}

  /// Makes those that are missing. One that fails keeps none of the others from being made.
  Outcome make(Path file, Manifest manifest, Progress progress) {
    List<Copied> all = new ArrayList<>(manifest.copies());
    List<String> problems = new ArrayList<>();
    for (CopyTarget target : rules.copies()) {
      if (all.stream().noneMatch(one -> one.target().equals(target.words()))) {
        try {
          all.add(make(target, file, manifest, progress));
        } catch (IOException e) {
          problems.add("no copy in " + at(target) + ": " + BackupFolder.reason(e));
        }
      }
    }
    return new Outcome(all, problems);
  }

  private Copied make(CopyTarget target, Path file, Manifest manifest, Progress progress)
      throws IOException {
    return switch (target) {
      case CopyTarget.Directory directory -> {
        boolean twice = rules.plainCopies() && directory.plain();
        DirectoryCopies.copy(file, manifest, directory, twice);
        yield Copied.of(target.words(), clock.instant());
      }
      case CopyTarget.S3 s3 -> {
        requireEncrypted(manifest, rules.plainCopies() && s3.plain());
        progress.begins("Copying to " + at(target), manifest.bytes());
        s3(s3).copy(file, manifest, progress);
        progress.ends();
        yield Copied.of(target.words(), clock.instant());
      }
      case CopyTarget.Telegram telegram -> {
        progress.begins("Copying to Telegram", manifest.bytes());
        Copied copied = telegram().copy(file, manifest, target.words(), progress);
        progress.ends();
        yield copied;
      }
    };
  }

  /// The rules are checked at the start; a backup that was made before they were is not.
  private static void requireEncrypted(Manifest manifest, boolean twice) throws IOException {
    if (!manifest.encrypted() && !twice) {
      throw new IOException(
          "it is not encrypted: name backup.recipients, or say twice that you want it,"
              + " backup.plainCopies: true and plain: true beside s3");
    }
  }

  /// @return what stays there, in words
  Optional<String> remove(CopyTarget target, BackupName name, Copied copied) throws IOException {
    return switch (target) {
      case CopyTarget.Directory directory -> {
        if (Files.isDirectory(directory.path())) {
          new BackupFolder(directory.path()).remove(name);
        }
        yield Optional.empty();
      }
      case CopyTarget.S3 s3 -> {
        s3(s3).remove(name);
        yield Optional.empty();
      }
      case CopyTarget.Telegram telegram -> telegram().remove(name.toString(), copied);
    };
  }

  /// What killed processes began and nobody ends.
  void removeUnfinished() throws IOException {
    for (CopyTarget target : rules.copies()) {
      if (target instanceof CopyTarget.S3 s3) {
        s3(s3).removeUnfinished(clock.instant().minus(UNFINISHED));
      }
    }
  }

  S3Copies s3(CopyTarget.S3 target) {
    return new S3Copies(target, means.keys());
  }

  TelegramCopies telegram() throws IOException {
    CopyMeans.Chat chat = means.chat();
    if (chat == null) {
      throw new IOException("this process has no bot: without BOT_TOKEN only berry start has one");
    }
    return new TelegramCopies(chat, clock, pace);
  }

  /// As people name it.
  static String at(CopyTarget target) {
    return target instanceof CopyTarget.Directory directory
        ? directory.path().toString()
        : target.words();
  }
}
