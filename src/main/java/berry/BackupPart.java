package berry;

import berry.backup.Backup;
import berry.backup.BackupBusy;
import berry.backup.BackupState;
import berry.backup.Backups;
import berry.backup.CopyMeans;
import berry.backup.Daily;
import berry.backup.Progress;
import berry.backup.Site;
import berry.config.Configuration;
import berry.database.Job;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Backups by themselves: one a day, proved, and then those removed that are kept no longer.
final class BackupPart implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(BackupPart.class);
  private static final Duration LOOKED = Duration.ofMinutes(5);

  private final Base base;
  private final SettingsPart settings;
  private final Site site;
  private final Backups backups;
  private final Instant started;

  /// @param chat of the bot with its owner
  BackupPart(Base base, SettingsPart settings, CopyMeans.Chat chat) {
    this.base = base;
    this.settings = settings;
    this.started = base.clock().instant();
    Configuration configuration = base.configuration();
    this.site =
        new Site(
            base.storage().direct(),
            base.storage().isEmbedded(),
            configuration.data(),
            configuration.backups(),
            Version.current(),
            Replica.name());
    this.backups =
        new Backups(
            site,
            configuration.rules().backup(),
            base.database(),
            base.clock(),
            new CopyMeans(configuration.s3Keys(), chat));
  }

  Site site() {
    return site;
  }

  Backups backups() {
    return backups;
  }

  @Override
  public List<Job> jobs() {
    LocalTime daily = base.configuration().rules().backup().daily();
    return daily == null
        ? List.of()
        : List.of(new Job("backup-daily", LOOKED, () -> makeIfDue(daily)));
  }

  private void makeIfDue(LocalTime daily) {
    ZoneId zone = settings.choices().timeZone();
    @Nullable Instant newest = backups.list().stream().map(Backup::at).findFirst().orElse(null);
    if (new Daily(daily, zone, started).due(newest, base.clock().instant())) {
      try {
        make(zone);
      } catch (BackupBusy busy) {
        LOG.info("The daily backup waits: {}", busy.getMessage());
      }
    }
  }

  private void make(ZoneId zone) {
    Backups.Made made = backups.create(true, Progress.NONE);
    Backup backup = made.backup();
    if (backup.state() == BackupState.PROVED) {
      LOG.info("Backup {} is made and proved in {} s", backup.name(), backup.seconds());
    } else {
      LOG.error(
          "Backup {} is not proved ({}): {} {}",
          backup.name(),
          backup.state(),
          backup.detail(),
          backup.differences());
    }
    made.problems().forEach(one -> LOG.warn("Backup {}: {}", backup.name(), one));
    backups
        .prune(zone, false)
        .removed()
        .forEach((name, why) -> LOG.info("Backup {} removed: {}", name, why));
    backups.pruneCopies(zone, false).forEach(one -> LOG.info("Copies of backups: {}", one));
  }
}
