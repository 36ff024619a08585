package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.post;

import berry.access.Audit;
import berry.access.Sessions;
import berry.backup.Backups;
import berry.backup.Progress;
import berry.backup.RestoringStore;
import berry.backup.Work;
import berry.backup.Work.Kind;
import berry.backup.Work.Outcome;
import berry.backup.Worker;
import berry.dashboard.BackupViews.Running;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.recovery.DryRun;
import berry.recovery.Recovery;
import berry.recovery.Restored;
import berry.recovery.Standing;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts a backup in the place of the live database, and takes that back: for the owner alone, after
/// a look at what would be lost and with the database's name typed.
public final class RestoreApi {

  private static final Logger LOG = LoggerFactory.getLogger(RestoreApi.class);

  /// More than a pool has connections: the restore has ended each of them, and the pool hands out
  /// those used a moment ago without a look.
  private static final int TRIES = 20;

  private final RoleRoutes roles;
  private final Backups backups;
  private final Recovery recovery;
  private final Worker worker;
  private final Audit audit;

  public RestoreApi(
      RoleRoutes roles, Backups backups, Recovery recovery, Worker worker, Audit audit) {
    this.roles = roles;
    this.backups = backups;
    this.recovery = recovery;
    this.worker = worker;
    this.audit = audit;
  }

  /// @param name of a backup in the list
  /// @param dryRun whether only to say what would change; usually true
  /// @param confirm the name of the live database
  public record Wanted(@Nullable String name, @Nullable Boolean dryRun, @Nullable String confirm) {}

  /// @param dryRun whether only to say what would change; usually true
  /// @param confirm the name of the live database
  public record Back(@Nullable Boolean dryRun, @Nullable String confirm) {}

  /// What would change.
  ///
  /// @param database its name confirms the restore
  /// @param lost rows of all tables that would be gone
  /// @param obstacles why it would be refused now
  public record Differences(
      String database,
      String source,
      @Nullable Instant at,
      List<DryRun.Table> tables,
      long lost,
      List<String> notes,
      List<String> obstacles) {}

  public List<Route> routes() {
    return List.of(
        roles
            .owner(get("/api/restore", this::standing))
            .summary("Which database is live, and which are kept from before a restore")
            .gives(200, Standing.class),
        roles
            .owner(post("/api/restore", this::restore))
            .summary("What a restore would change, or, with dryRun false, the restore")
            .takes(Wanted.class)
            .gives(200, Differences.class)
            .gives(202, Running.class),
        roles
            .owner(post("/api/restore/undo", this::undo))
            .summary("The same for taking the last restore back, for seven days after it")
            .takes(Back.class)
            .gives(200, Differences.class)
            .gives(202, Running.class));
  }

  private void standing(Exchange exchange, Sessions.Caller caller) throws IOException {
    Standing found = BackupTrouble.told(() -> recovery.standing());
    exchange.json(found);
  }

  private void restore(Exchange exchange, Sessions.Caller caller) throws IOException {
    Wanted wanted = exchange.json(Wanted.class);
    RestoringStore source = source(wanted.name());
    if (!Boolean.FALSE.equals(wanted.dryRun())) {
      exchange.json(differences(BackupTrouble.told(() -> recovery.dryRun(source, Progress.NONE))));
      return;
    }
    String confirm = wanted.confirm();
    begin(
        exchange,
        caller,
        Kind.RESTORE,
        source.name(),
        confirm,
        progress -> recovery.restore(source, confirm, true, progress));
  }

  private void undo(Exchange exchange, Sessions.Caller caller) throws IOException {
    Back wanted = exchange.json(Back.class);
    if (!Boolean.FALSE.equals(wanted.dryRun())) {
      exchange.json(differences(BackupTrouble.told(recovery::undoDryRun)));
      return;
    }
    String confirm = wanted.confirm();
    begin(exchange, caller, Kind.UNDO, null, confirm, progress -> recovery.undo(confirm, progress));
  }

  /// Never a file: a name that comes from a browser finds only what is in the list.
  private RestoringStore source(@Nullable String name) {
    if (name == null || name.isEmpty()) {
      throw Problem.unprocessable("'name' says which backup");
    }
    if (backups.list().stream().noneMatch(one -> one.name().equals(name))) {
      throw Problem.notFound("there is no backup of that name");
    }
    if (!backups.ours(name)) {
      throw Problem.unprocessable(
          "that is a backup of another database; only berry restore at the server takes it");
    }
    RestoringStore found = BackupTrouble.told(() -> recovery.named(name, null));
    if (found.locked()) {
      throw Problem.unprocessable(
          "it is encrypted, and no key is kept here: at the server, berry restore "
              + name
              + " --key FILE --dry-run shows what would be lost, and with --confirm instead of"
              + " --dry-run restores it");
    }
    return found;
  }

  private void begin(
      Exchange exchange,
      Sessions.Caller caller,
      Kind kind,
      @Nullable String name,
      @Nullable String confirm,
      Function<Progress, Restored> doing)
      throws IOException {
    Work begun =
        BackupTrouble.told(() -> {
          // Said at once, and not by a work that fails: it is what somebody has just typed.
          recovery.requireConfirmed(confirm);
          BackupTrouble.requireIdle(backups, worker);
          return worker.begin(
              kind,
              name,
              BackupViews.name(caller),
              progress -> outcome(doing.apply(progress), caller));
        });
    audit.record(caller.personId(), "backup." + BackupViews.word(kind), name, Map.of());
    exchange.status(202).json(BackupViews.running(begun));
  }

  private Outcome outcome(Restored done, Sessions.Caller caller) {
    remember(done, caller);
    return done.outcome();
  }

  /// Once more: what was written at its beginning is in the database that was put aside.
  private void remember(Restored done, Sessions.Caller caller) {
    RuntimeException ended = null;
    for (int tries = 0; tries < TRIES; tries++) {
      try {
        audit.record(
            caller.personId(), "backup.restored", done.source(), Map.of("kept", done.kept()));
        return;
      } catch (RuntimeException e) {
        ended = e;
      }
    }
    LOG.warn(
        "Person {} restored {}, which the audit does not say: {}",
        caller.personId(),
        done.source(),
        String.valueOf(ended));
  }

  private static Differences differences(DryRun run) {
    return new Differences(
        run.database(),
        run.source(),
        run.at(),
        run.tables(),
        run.lost(),
        run.notes(),
        run.obstacles());
  }
}
