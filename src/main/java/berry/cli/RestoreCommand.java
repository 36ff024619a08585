package berry.cli;

import berry.backup.RestoringStore;
import berry.recovery.DryRun;
import berry.recovery.Recovery;
import berry.recovery.Restored;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "restore",
    header = {
      "Puts a backup in the place of the live database, and takes that back.",
      "",
      "Examples:",
      "  berry restore berry-berry-20260301T030000Z-1f2e3d4c --dry-run   what would be lost",
      "  berry restore berry-berry-20260301T030000Z-1f2e3d4c --confirm=berry",
      "  berry restore backup.sql --confirm=berry    a plain script of pg_dump, also .gz and .zst",
      "  berry restore --undo --confirm=berry        the database from before is live again",
      ""
    },
    description = {
      "",
      "Nothing live is touched before the backup was restored beside it and compared. The database",
      "from before is kept for seven days. Works beside a running Berry: updates wait at Telegram for",
      "the second in which the databases change places.",
      ""
    })
final class RestoreCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(
      paramLabel = "NAME|FILE",
      arity = "0..1",
      description = "A backup as berry backup list shows it, or a file.")
  private @Nullable String source;

  @Option(names = "--dry-run", description = "Shows what would be lost and changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--confirm",
      paramLabel = "DB",
      description = "The name of the live database; without it nothing is done (exit code 6).")
  private @Nullable String confirm;

  @Option(names = "--undo", description = "Takes the last restore back.")
  private boolean undo;

  @Option(names = "--key", paramLabel = "FILE", description = "A key that opens it.")
  private @Nullable Path key;

  @Option(
      names = "--no-safety-backup",
      description = "When the live database is too damaged for a backup. It is kept all the same.")
  private boolean noSafetyBackup;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  RestoreCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    if ((source == null) != undo) {
      throw new Stopped(
          ExitCode.USAGE,
          undo
              ? "--undo takes back the last restore; it needs no name of a backup"
              : "which backup? berry backup list shows them; or name a file");
    }
    try (Restoring open = Restoring.open(context, "berry restore")) {
      return dryRun ? look(open.recovery()) : run(open.recovery());
    }
  }

  private int look(Recovery recovery) {
    DryRun dry;
    try (ProgressLine progress = new ProgressLine(context.terminal())) {
      dry = undo ? recovery.undoDryRun() : recovery.dryRun(chosen(), progress);
    }
    if (json) {
      context.terminal().json(Map.of("tables", dry.tables()));
    } else {
      Differences.lines(dry).forEach(context.terminal()::print);
    }
    dry.notes().forEach(context.terminal()::say);
    context.terminal().warn(dry.obstacles());
    return dry.obstacles().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
  }

  private int run(Recovery recovery) {
    Restored done;
    try (ProgressLine progress = new ProgressLine(context.terminal())) {
      done =
          undo
              ? recovery.undo(confirm, progress)
              : recovery.restore(chosen(), confirm, !noSafetyBackup, progress);
    }
    if (json) {
      context.terminal().json(done);
    } else {
      context
          .terminal()
          .print(
              "%s is %s now, in %.1f s; no update was taken in for %.1f s of them."
                  .formatted(done.database(), done.source(), done.seconds(), done.paused()));
      context
          .terminal()
          .print(
              "%s is what was live before, kept for seven days: berry restore --undo --confirm=%s"
                  .formatted(done.kept(), done.database()));
    }
    done.notes().forEach(context.terminal()::say);
    return ExitCode.OK;
  }

  private RestoringStore chosen() {
    return RestoringStore.find(
        String.valueOf(source),
        context.configuration().backups(),
        context.environment().directory(),
        key == null ? null : context.environment().directory().resolve(key));
  }
}
