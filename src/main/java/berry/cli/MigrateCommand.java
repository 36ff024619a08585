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
      ""
    },
    description = {"", "berry start does the same by itself. Safe to repeat.", ""})
final class MigrateCommand implements Runnable {

  private final Context context;

  @Option(names = "--dry-run", description = "Changes nothing.")
  private boolean dryRun;

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
      int applied = dryRun ? 0 : migrations.migrate();
      terminal.print(
          pending.isEmpty()
              ? "The schema is up to date."
              : applied + " of " + pending.size() + " migrations applied.");
    }
  }
}
