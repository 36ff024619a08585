package berry;

import berry.access.Audit;
import berry.backup.Backup;
import berry.backup.BackupBusy;
import berry.backup.BackupSensor;
import berry.backup.BackupState;
import berry.backup.Backups;
import berry.backup.CopyMeans;
import berry.backup.Daily;
import berry.backup.Drill;
import berry.backup.Hourly;
import berry.backup.Progress;
import berry.backup.Site;
import berry.backup.Weekly;
import berry.backup.Work;
import berry.backup.Worker;
import berry.config.Configuration;
import berry.config.Scope;
import berry.dashboard.BackupsApi;
import berry.dashboard.RestoreApi;
import berry.dashboard.RoleRoutes;
import berry.database.Job;
import berry.database.Migrations;
import berry.http.Route;
import berry.monitoring.MetricsView;
import berry.monitoring.Sensor;
import berry.recovery.Recovery;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Backups by themselves: one a day, one an hour when something changed and it costs little, each
/// proved, and then those removed that are kept no longer; once a week a drill.
final class BackupPart implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(BackupPart.class);

  /// An hour after the usual time of the daily one, in the quietest night of the week.
  private static final LocalTime DRILL = LocalTime.of(4, 0);

  private static final Duration LOOKED = Duration.ofMinutes(5);

  private final Base base;
  private final SettingsPart settings;
  private final Site site;
  private final Backups backups;
  private final Worker worker;
  private final Instant started;

  /// @param chat of the bot with its owner
  BackupPart(Base base, SettingsPart settings, CopyMeans.Chat chat) {
    this.base = base;
    this.settings = settings;
    this.started = base.clock().instant();
    Configuration configuration = base.configuration();
    this.site = DatabaseSetup.site(configuration, base.storage());
    this.backups =
        new Backups(
            site,
            configuration.rules().backup(),
            base.database(),
            base.clock(),
            new CopyMeans(configuration.s3Keys(), chat));
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
  public List<MetricsView.Marks> marks() {
    return List.of(backups::marks);
  }

  @Override
  public List<Sensor> sensors() {
    Instant first = Migrations.firstAt(base.database()).orElse(started);
    return List.of(Sensor.inBackground(new BackupSensor(backups::list, first, base.clock())));
  }

  @Override
  public void close() {
    worker.close();
  }

  @Override
  public List<Job> jobs() {
    if (!makes()) {
      return List.of();
    }
    LocalTime daily = base.configuration().rules().backup().daily();
    Job waiting = new Job("backup-waiting", LOOKED, this::proveWaiting);
    return daily == null
        ? List.of(waiting)
        : List.of(
            waiting,
            new Job("backup-periodic", LOOKED, () -> makeIfDue(daily)),
            new Job("backup-drill", LOOKED, this::drillIfDue));
  }

  private void makeIfDue(LocalTime daily) {
    ZoneId zone = settings.choices().timeZone();
    Instant now = base.clock().instant();
    @Nullable Instant newest = Backup.newest(backups.list(), now);
    if (new Daily(daily, zone, started).due(newest, now) || hourly(newest, now)) {
      unlessBusy(
          "The backup of this hour",
          () -> worker.run(Work.Kind.BACKUP, null, progress -> make(zone, progress)));
    }
  }

  /// The statistics are asked last: the other questions cost less.
  private boolean hourly(@Nullable Instant newest, Instant now) {
    return base.configuration().rules().backup().keep().hourly() > 0
        && new Hourly(backups.costs()).due(newest, now)
        && backups.changed();
  }

  private void proveWaiting() {
    unlessBusy(
        "The proof of the backup before the migration",
        () -> backups.proveWaiting(Progress.NONE).forEach(BackupPart::tell));
  }

  private void drillIfDue() {
    ZoneId zone = settings.choices().timeZone();
    Instant now = base.clock().instant();
    @Nullable Instant oldest =
        backups.list().stream().map(Backup::at).min(Comparator.naturalOrder()).orElse(null);
    if (new Weekly(DayOfWeek.SUNDAY, DRILL, zone).due(oldest, backups.drill(), now)) {
      unlessBusy("The drill", this::drill);
    }
  }

  private void drill() {
    Drill drill = backups.practise(Progress.NONE);
    if (drill == null) {
      LOG.warn("No drill: no backup is proved");
    } else if (drill.problem() == null) {
      LOG.info(
          "Drill: {} from {} could be used after {} s; what came in the {} s before is not in it",
          drill.backup(),
          drill.source(),
          drill.rtoSeconds(),
          drill.rpoSeconds());
    } else {
      LOG.error(
          "Drill: {} from {} could not be used: {}; another try follows in a day",
          drill.backup(),
          drill.source(),
          drill.problem());
    }
  }

  private static void unlessBusy(String what, Runnable work) {
    try {
      work.run();
    } catch (BackupBusy busy) {
      LOG.info("{} waits: {}", what, busy.getMessage());
    }
  }

  private Work.Outcome make(ZoneId zone, Progress progress) {
    Backups.Made made = backups.create(true, progress);
    tell(made);
    backups
        .prune(zone, false)
        .removed()
        .forEach((name, why) -> LOG.info("Backup {} removed: {}", name, why));
    backups.pruneCopies(zone, false).forEach(one -> LOG.info("Copies of backups: {}", one));
    return Work.Outcome.of(made);
  }

  private static void tell(Backups.Made made) {
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
  }
}
