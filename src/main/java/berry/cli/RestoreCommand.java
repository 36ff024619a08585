package berry.cli;

import berry.backup.Backups;
import berry.backup.Progress;
import berry.backup.RestoringStore;
import berry.backup.Work.Kind;
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
      "  berry restore s3://berry/prod/ --confirm=berry   the newest one there; a key: that one",
      "  berry restore backup.sql --confirm=berry    a plain script of pg_dump, also .gz and .zst",
      "  berry restore --undo --confirm=berry        the database from before is live again",
      ""
    },
    description = {
      "",
      "Nothing live is touched before the backup was restored beside it and compared. The database",
      "from before is kept for seven days. Works beside a running Berry: updates wait at Telegram for",
      "the second in which the databases change places. What is named by s3:// is fetched into the",
      "folder of backups first, for a dry run, too; once it lies there it is not fetched again.",
      ""
    })
final class RestoreCommand implements Callable<Integer> {

  private final Context context;

  @Parameters(
      paramLabel = "NAME|FILE|s3://BUCKET/KEY",
      arity = "0..1",
      description = "A backup as berry backup list shows it, a file, or a copy in a bucket.")
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
      return dryRun ? look(open) : run(open);
    }
  }

  private int look(Restoring open) {
    Recovery recovery = open.recovery();
    DryRun dry;
    try (ProgressLine progress = new ProgressLine(context.terminal())) {
      dry = undo ? recovery.undoDryRun() : recovery.dryRun(chosen(open, progress), progress);
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

  private int run(Restoring open) {
    Recovery recovery = open.recovery();
    recovery.requireConfirmed(confirm); // before anything is fetched
    Restored done;
    try (Interruption told = Interruption.tells(context.terminal(), recovery::left);
        ProgressLine progress = new ProgressLine(context.terminal())) {
      done = undo ? undone(open, progress) : restored(open, progress);
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

  private Restored undone(Restoring open, Progress line) {
    return open.told(
        Kind.UNDO,
        null,
        "berry restore --undo",
        line,
        heard -> open.recovery().undo(confirm, heard));
  }

  private Restored restored(Restoring open, Progress line) {
    RestoringStore chosen = chosen(open, line);
    return open.told(
        Kind.RESTORE,
        chosen.name(),
        "berry restore",
        line,
        heard -> open.recovery().restore(chosen, confirm, !noSafetyBackup, heard));
  }

  private RestoringStore chosen(Restoring open, Progress progress) {
    String what = String.valueOf(source);
    return RestoringStore.find(
        Backups.address(what) ? open.backups().fetch(what, progress).name() : what,
        context.configuration().backups(),
        context.environment().directory(),
        key == null ? null : context.environment().directory().resolve(key));
  }
}
