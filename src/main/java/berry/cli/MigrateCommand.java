package berry.cli;

import berry.database.Migrations;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "migrate",
    header = {
      "Brings the schema up to this version.",
      "",
      "Examples:",
      "  berry migrate               bring the schema up to this version",
      "  berry migrate --dry-run     only say what would be done",
      "  berry migrate --no-backup   without a backup before",
      ""
    },
    description = {
      "",
      "berry start does the same by itself. Safe to repeat. Before a schema that is in use is",
      "changed, a backup is made; when that fails, nothing is changed (exit code 5).",
      ""
    })
final class MigrateCommand implements Runnable {

  private final Context context;

  @Option(names = "--dry-run", description = "Changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--no-backup",
      description = "Changes the schema even where no backup can be made before.")
  private boolean noBackup;

  MigrateCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    Terminal terminal = context.terminal();
    try (Reach reach = Reach.open(context.configuration(), terminal)) {
      Migrations migrations = new Migrations(reach.direct());
      List<String> pending = migrations.pending();
      pending.forEach(one -> terminal.print((dryRun ? "would apply " : "applying ") + one));
      int applied = dryRun || pending.isEmpty() ? 0 : migrate(migrations, reach);
      terminal.print(
          pending.isEmpty()
              ? "The schema is up to date."
              : applied + " of " + pending.size() + " migrations applied.");
    }
  }

  private int migrate(Migrations migrations, Reach reach) {
    if (noBackup) {
      return migrations.migrate();
    }
    try (Before before = Before.open(context, reach, "berry migrate")) {
      return migrations.migrate(before.backup());
    }
  }
}
