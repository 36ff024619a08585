package berry.cli;

import berry.backup.Backup;
import berry.backup.BackupState;
import berry.backup.MigrationBackup;
import berry.backup.Work.Kind;
import berry.config.Configuration;
import berry.database.Migrations;
import berry.diagnostics.Doctor;
import berry.diagnostics.Finding;
import berry.diagnostics.Finding.Level;
import berry.recovery.DryRun;
import berry.recovery.Restored;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "recover",
    header = {
      "Quick recovery: end what hangs, restart the workers, check.",
      "",
      "Examples:",
      "  berry recover                              restart and check; loses nothing",
      "  berry recover --restore                    what the newest proved backup would lose",
      "  berry recover --restore --confirm=berry    restore that first, because data is damaged",
      ""
    },
    description = {
      "",
      "Ends what a killed restore left, brings the schema up to date, lets every worker of every",
      "process begin anew on a fresh connection, and runs the checks of berry doctor.",
      ""
    })
final class RecoverCommand implements Callable<Integer> {

  /// A process that lost its connections is ready again within seconds.
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final Duration ASKED = Duration.ofSeconds(1);

  private final Context context;

  @Option(
      names = "--restore",
      description = "Restores the newest proved backup first. Only when data is damaged.")
  private boolean restore;

  @Option(
      names = "--confirm",
      paramLabel = "DB",
      description = "With --restore: the name of the live database.")
  private @Nullable String confirm;

  @Option(names = "--key", paramLabel = "FILE", description = "A key that opens the backup.")
  private @Nullable Path key;

  RecoverCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Terminal terminal = context.terminal();
    try (Restoring open = Restoring.open(context, "berry recover")) {
      if (restore) {
        restore(open);
      }
      int applied = migrate(open);
      terminal.print(applied == 0 ? "The schema is up to date." : applied + " migrations applied.");
      int ended = open.recovery().restartWorkers();
      terminal.print(
          ended == 0
              ? "No worker was connected."
              : ended + " connections of workers ended; each begins anew.");
      return check(open) ? ExitCode.OK : ExitCode.CHECK_FAILED;
    }
  }

  private int migrate(Restoring open) {
    Runnable before =
        new MigrationBackup(open.backups(), context.version(), context.terminal()::say);
    return new Migrations(open.reach().direct()).migrate(before);
  }

  private void restore(Restoring open) {
    Terminal terminal = context.terminal();
    Backup newest =
        open.backups().list().stream()
            .filter(one -> one.state() == BackupState.PROVED && one.trouble() == null)
            .findFirst()
            .orElseThrow(() ->
                new Stopped(
                    ExitCode.CHECK_FAILED,
                    "no proved backup lies in "
                        + context.configuration().backups()
                        + "; berry backup list shows what there is, berry restore takes any"));
    var source = open.recovery().named(newest.name(), key);
    try (Interruption told = Interruption.tells(terminal, open.recovery()::left);
        ProgressLine progress = new ProgressLine(terminal)) {
      if (confirm == null) {
        DryRun dry = open.recovery().dryRun(source, progress);
        Differences.lines(dry).forEach(terminal::print);
      }
      Restored done =
          open.told(
              Kind.RESTORE,
              newest.name(),
              "berry recover --restore",
              progress,
              heard -> open.recovery().restore(source, confirm, true, heard));
      terminal.print(
          "Restored %s; %s is kept for seven days (berry restore --undo)."
              .formatted(done.source(), done.kept()));
      done.notes().forEach(terminal::say);
    }
  }

  private boolean check(Restoring open) throws InterruptedException {
    Configuration configuration = context.configuration();
    boolean ready = ready(configuration);
    List<Finding> findings =
        Doctor.of(configuration, context.clock(), open.reach().everyday(), open.reach().direct())
            .examine();
    findings.stream()
        .filter(one -> one.level() != Level.OK)
        .forEach(one -> {
          context.terminal().print(one.check() + ": " + one.why());
          one.fix().ifPresent(fix -> context.terminal().print("  → " + fix));
        });
    boolean healthy = findings.stream().noneMatch(one -> one.level() == Level.FAIL);
    context
        .terminal()
        .print(
            healthy && ready
                ? "Every check passed."
                : "Not all is well yet; the manual recovery is in docs/en/recovery.md.");
    return healthy && ready;
  }

  /// @return false only when one runs here and is down
  private boolean ready(Configuration configuration) throws InterruptedException {
    Readiness readiness = new Readiness(configuration, null);
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<HttpResponse<String>> answer = readiness.ask();
      if (answer.isEmpty()) {
        context
            .terminal()
            .print("No Berry answers at " + readiness.address() + "; berry start starts it.");
        return true;
      }
      if (answer.get().statusCode() == 200) {
        context.terminal().print("Berry at " + readiness.address() + " is ready.");
        return true;
      }
      if (System.nanoTime() - deadline > 0) {
        context
            .terminal()
            .print(
                "Berry at %s is still not ready: %s"
                    .formatted(readiness.address(), answer.get().body().strip()));
        return false;
      }
      Thread.sleep(ASKED);
    }
  }
}
