package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.post;

import berry.access.Audit;
import berry.access.Sessions;
import berry.backup.Backup;
import berry.backup.Backups;
import berry.backup.Daily;
import berry.backup.Progress;
import berry.backup.Work;
import berry.backup.Work.Kind;
import berry.backup.Work.Outcome;
import berry.backup.Worker;
import berry.config.BackupRules;
import berry.dashboard.BackupViews.Everything;
import berry.dashboard.BackupViews.Item;
import berry.dashboard.BackupViews.Plan;
import berry.dashboard.BackupViews.Running;
import berry.dashboard.BackupViews.Target;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Backups: which there are, how far they may be trusted, and the work on them, which goes on in
/// the background.
public final class BackupsApi {

  private final RoleRoutes roles;
  private final Backups backups;
  private final Worker worker;
  private final Audit audit;
  private final Here here;

  /// What this process is.
  ///
  /// @param makes whether backups are made by it: a dashboard of its own has a disk of its own
  /// @param zone of the business
  /// @param started when it was
  public record Here(boolean makes, Supplier<ZoneId> zone, Instant started, Clock clock) {}

  public BackupsApi(RoleRoutes roles, Backups backups, Worker worker, Audit audit, Here here) {
    this.roles = roles;
    this.backups = backups;
    this.worker = worker;
    this.audit = audit;
    this.here = here;
  }

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/backups", this::all))
            .summary("All backups, newest first, and what is at work on them")
            .gives(200, Everything.class),
        roles
            .operator(get("/api/backups/work", this::work))
            .summary("What is at work on backups, on whichever replica, or was last")
            .gives(200, BackupViews.Progress.class),
        roles
            .admin(post("/api/backups", this::make))
            .summary("Make a backup and prove it, in the background; 409 while another one works")
            .gives(202, Running.class),
        roles
            .admin(post("/api/backups/{name}/prove", this::prove))
            .summary("Restore a backup where it harms nobody and compare it, in the background")
            .gives(202, Running.class));
  }

  private void all(Exchange exchange, Sessions.Caller caller) throws IOException {
    List<Backup> found = backups.list();
    Work work = worker.state();
    boolean running = work != null && work.running();
    exchange.json(
        new Everything(
            found.stream().map(one -> BackupViews.item(one, backups.ours(one.name()))).toList(),
            backups.trust(),
            plan(found),
            backups.targets().stream().map(one -> target(one, found)).toList(),
            work == null ? null : BackupViews.running(work),
            running ? null : backups.busy(),
            backups.drill()));
  }

  private void work(Exchange exchange, Sessions.Caller caller) throws IOException {
    Work work = worker.state();
    exchange.json(new BackupViews.Progress(work == null ? null : BackupViews.running(work)));
  }

  private void make(Exchange exchange, Sessions.Caller caller) throws IOException {
    if (!here.makes()) {
      throw Problem.conflict(
          "this process is the dashboard alone: backups are made where the bot runs, by itself or by"
              + " berry backup create");
    }
    begin(
        exchange,
        caller,
        Kind.BACKUP,
        null,
        progress -> Outcome.of(backups.create(true, progress)));
  }

  private void prove(Exchange exchange, Sessions.Caller caller) throws IOException {
    String name = exchange.parameter("name");
    Item known =
        backups.list().stream()
            .map(one -> BackupViews.item(one, backups.ours(one.name())))
            .filter(one -> one.name().equals(name))
            .findFirst()
            .orElseThrow(() -> Problem.notFound("there is no backup of that name"));
    if (known.encrypted()) {
      throw Problem.unprocessable(
          "it is encrypted, and no key is kept here: berry backup prove "
              + name
              + " --key FILE proves it");
    }
    begin(
        exchange,
        caller,
        Kind.PROOF,
        name,
        progress -> Outcome.of(backups.prove(name, null, progress), List.of()));
  }

  private void begin(
      Exchange exchange,
      Sessions.Caller caller,
      Kind kind,
      @Nullable String name,
      Function<Progress, Outcome> doing)
      throws IOException {
    Work begun =
        BackupTrouble.told(() -> {
          BackupTrouble.requireIdle(backups, worker);
          return worker.begin(kind, name, BackupViews.name(caller), doing);
        });
    audit.record(caller.personId(), "backup." + BackupViews.word(kind), name, Map.of());
    exchange.status(202).json(BackupViews.running(begun));
  }

  private Plan plan(List<Backup> found) {
    BackupRules rules = backups.rules();
    ZoneId zone = here.zone().get();
    LocalTime daily = rules.daily();
    Instant newest = found.stream().map(Backup::at).findFirst().orElse(null);
    Instant next =
        daily == null
            ? null
            : new Daily(daily, zone, here.started()).next(newest, here.clock().instant());
    BackupRules.Keep keep = rules.keep();
    return new Plan(
        daily,
        zone.getId(),
        next,
        keep.hourly(),
        keep.daily(),
        keep.weekly(),
        keep.monthly(),
        rules.budget(),
        here.makes());
  }

  private static Target target(Backups.Target one, List<Backup> found) {
    for (Backup backup : found) {
      for (var copy : backup.copies()) {
        if (copy.target().equals(one.target())) {
          boolean behind = !backup.equals(found.getFirst());
          return new Target(one.target(), one.away(), backup.name(), copy.at(), behind);
        }
      }
    }
    return new Target(one.target(), one.away(), null, null, !found.isEmpty());
  }
}
