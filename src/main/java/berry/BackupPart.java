package berry;

import berry.access.Audit;
import berry.backup.Backup;
import berry.backup.BackupBusy;
import berry.backup.BackupState;
import berry.backup.Backups;
import berry.backup.Daily;
import berry.backup.Progress;
import berry.backup.Site;
import berry.backup.Work;
import berry.backup.Worker;
import berry.config.Configuration;
import berry.config.Scope;
import berry.dashboard.BackupsApi;
import berry.dashboard.RestoreApi;
import berry.dashboard.RoleRoutes;
import berry.database.Job;
import berry.http.Route;
import berry.recovery.Recovery;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;
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
  private final Worker worker;
  private final Instant started;

  BackupPart(Base base, SettingsPart settings) {
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
    this.backups = new Backups(site, configuration.rules().backup(), base.database(), base.clock());
    this.worker = new Worker(base.database(), base.changes(), site.who(), base.clock());
  }

  Site site() {
    return site;
  }

  Backups backups() {
    return backups;
  }

  /// For the dashboard, which knows who may call them and writes the document of all.
  List<Route> routes(RoleRoutes roles, Audit audit) {
    Recovery recovery = new Recovery(site, base.database().address(), backups, base.clock());
    BackupsApi.Here here =
        new BackupsApi.Here(makes(), () -> settings.choices().timeZone(), started, base.clock());
    return Stream.of(
            new BackupsApi(roles, backups, worker, audit, here).routes(),
            new RestoreApi(roles, backups, recovery, worker, audit).routes())
        .flatMap(List::stream)
        .toList();
  }

  /// A dashboard of its own has a disk of its own, which often lives no longer than its container.
  private boolean makes() {
    return base.configuration().scope() != Scope.DASHBOARD;
  }

  @Override
  public void close() {
    worker.close();
  }

  @Override
  public List<Job> jobs() {
    LocalTime daily = base.configuration().rules().backup().daily();
    return daily == null || !makes()
        ? List.of()
        : List.of(new Job("backup-daily", LOOKED, () -> makeIfDue(daily)));
  }

  private void makeIfDue(LocalTime daily) {
    ZoneId zone = settings.choices().timeZone();
    @Nullable Instant newest = backups.list().stream().map(Backup::at).findFirst().orElse(null);
    if (new Daily(daily, zone, started).due(newest, base.clock().instant())) {
      try {
        worker.run(Work.Kind.BACKUP, null, progress -> make(zone, progress));
      } catch (BackupBusy busy) {
        LOG.info("The daily backup waits: {}", busy.getMessage());
      }
    }
  }

  private Work.Outcome make(ZoneId zone, Progress progress) {
    Backups.Made made = backups.create(true, progress);
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
    return Work.Outcome.of(made);
  }
}
