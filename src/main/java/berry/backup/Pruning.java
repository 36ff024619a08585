package berry.backup;

import berry.backup.Manifest.Copied;
import berry.config.BackupRules;
import berry.config.CopyTarget;
import java.io.IOException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Removes what the rules keep no longer, here and elsewhere. To be called by whoever has the right
/// to work on backups.
final class Pruning {

  private final BackupRules rules;
  private final BackupFolder folder;
  private final BackupIndex index;
  private final Copies copies;

  Pruning(BackupRules rules, BackupFolder folder, BackupIndex index, Copies copies) {
    this.rules = rules;
    this.folder = folder;
    this.index = index;
    this.copies = copies;
  }

  /// Removes what the rules keep no longer.
  ///
  /// @param zone of the business, whose days and weeks count
  /// @param dryRun only decides
  Retention.Decision backups(ZoneId zone, boolean dryRun) {
    try {
      Retention.Decision decision =
          new Retention(rules.keep(), zone, (long) (folder.disk() * rules.budget()))
              .decide(candidates());
      if (!dryRun) {
        for (String name : decision.removed().keySet()) {
          BackupName parsed = BackupName.parse(name).orElseThrow();
          boolean copied = !index.copiesOf(parsed).isEmpty();
          folder.remove(parsed);
          if (!copied) {
            index.forget(name);
          }
        }
      }
      return decision;
    } catch (IOException e) {
      throw index.unreadable(e);
    }
  }

  /// Removes copies that the rules keep no longer; for each place apart, and only of backups that
  /// this database or folder knows: several may share a bucket. No budget: it is of our own disk.
  ///
  /// @return what was done, a line each
  List<String> copies(ZoneId zone, boolean dryRun) {
    try {
      if (!dryRun) {
        copies.removeUnfinished();
      }
      List<String> lines = new ArrayList<>();
      for (CopyTarget target : rules.copies()) {
        copies(target, new Retention(rules.keep(), zone, Long.MAX_VALUE), dryRun, lines);
      }
      return lines;
    } catch (IOException e) {
      return List.of("copies were not looked at: " + BackupFolder.reason(e));
    }
  }

  private void copies(CopyTarget target, Retention retention, boolean dryRun, List<String> lines) {
    List<Backup> there = index.list().stream().filter(one -> copyIn(target, one) != null).toList();
    Map<String, String> removed =
        retention
            .decide(
                there.stream()
                    .map(one ->
                        new Retention.Candidate(
                            one.name(), one.at(), one.bytes(), one.state() == BackupState.PROVED))
                    .toList())
            .removed();
    for (Backup one : there) {
      Copied copied = copyIn(target, one);
      if (copied == null || !removed.containsKey(one.name())) {
        continue;
      }
      String what = one.name() + " in " + Copies.at(target);
      if (dryRun) {
        lines.add("would remove " + what + ": " + removed.get(one.name()));
        continue;
      }
      try {
        BackupName name = BackupName.parse(one.name()).orElseThrow();
        String stays = copies.remove(target, name, copied).orElse(null);
        forgetCopy(name, one, copied);
        lines.add(stays == null ? "removed " + what : stays);
      } catch (IOException e) {
        lines.add(what + " was not removed: " + BackupFolder.reason(e));
      }
    }
  }

  private static @Nullable Copied copyIn(CopyTarget target, Backup backup) {
    return backup.copies().stream()
        .filter(one -> one.target().equals(target.words()))
        .findFirst()
        .orElse(null);
  }

  private void forgetCopy(BackupName name, Backup backup, Copied gone) throws IOException {
    List<Copied> left = backup.copies().stream().filter(one -> !one.equals(gone)).toList();
    Manifest manifest = folder.entry(name).manifest();
    if (manifest != null) {
      index.write(manifest.withCopies(left));
    } else if (left.isEmpty()) {
      index.forget(backup.name());
    } else {
      index.copies(backup.name(), left);
    }
  }

  private List<Retention.Candidate> candidates() {
    return index.ours().stream()
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
}
