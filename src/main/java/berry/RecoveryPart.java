package berry;

import berry.backup.Site;
import berry.database.Job;
import berry.recovery.Recovery;
import berry.recovery.RepairWatch;
import java.time.Duration;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// By itself it ends what a killed restore left, and removes what was kept for long enough.
final class RecoveryPart implements Part {

  private static final Logger LOG = LoggerFactory.getLogger(RecoveryPart.class);

  private final Recovery recovery;
  private final RepairWatch watch;

  RecoveryPart(Base base, BackupPart backups) {
    Site site = backups.site();
    this.recovery = new Recovery(site, base.database().address(), backups.backups(), base.clock());
    this.watch = new RepairWatch(base.database(), site.live(), site.who());
  }

  @Override
  public List<Job> jobs() {
    return List.of(new Job("recovery", Duration.ofHours(1), this::tidy));
  }

  private void tidy() {
    recovery.repair().forEach(done -> LOG.warn("Recovery: {}", done));
    recovery
        .removeOld()
        .forEach(name -> LOG.info("Database {}, kept after a restore, is removed", name));
  }

  @Override
  public void start() {
    watch.start();
  }

  @Override
  public void close() {
    watch.close();
  }
}
