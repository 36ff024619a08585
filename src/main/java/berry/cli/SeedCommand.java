package berry.cli;

import berry.access.Audit;
import berry.audience.Demo;
import berry.config.Configuration;
import berry.conversations.Templates;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.settings.BotIdentity;
import berry.settings.Defaults;
import berry.settings.Settings;
import berry.settings.Texts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "seed",
    header = {
      "Writes initial or demonstration data.",
      "",
      "Examples:",
      "  berry seed                  the initial texts, templates and rules; safe to repeat",
      "  berry seed --demo           a believable month, in a schema apart from real data",
      "  berry seed --remove-demo",
      ""
    },
    description = {"", "Fills what is empty. What somebody has changed stays.", ""})
final class SeedCommand implements Runnable {

  private static final String TEMPLATES_SEEDED = "templates.seeded";

  private final Context context;

  @Option(names = "--demo", description = "Adds demonstration data for looking around.")
  private boolean demo;

  @Option(names = "--remove-demo", description = "Removes all of it.")
  private boolean removeDemo;

  @Option(names = "--force", description = "Adds demonstration data to a real bot's database too.")
  private boolean force;

  SeedCommand(Context context) {
    this.context = context;
  }

  @Override
  public void run() {
    if (demo && removeDemo) {
      throw new Stopped(ExitCode.USAGE, "--demo adds and --remove-demo removes: say one of them");
    }
    Configuration configuration = context.configuration();
    try (Reach reach = Reach.open(configuration, context.terminal())) {
      if (!new Migrations(reach.direct()).pending().isEmpty()) {
        throw new Stopped(ExitCode.CHECK_FAILED, "the schema is not up to date; run berry migrate");
      }
      try (Database database = Database.open(reach.everyday(), 2);
          Changes changes = new Changes(database, reach.direct())) {
        // Started, so that open screens of a running Berry hear of it.
        changes.start();
        if (demo || removeDemo) {
          demonstrate(database, new Demo(changes, context.clock()), configuration);
        } else {
          initial(
              new Settings(database, changes),
              new Templates(database, changes, new Audit(database)));
        }
      }
    }
  }

  private void initial(Settings settings, Templates templates) {
    int written = new Defaults(settings, new Texts(settings)).seed().size();
    // Once: a template that the team has deleted does not come back.
    if (settings.get(TEMPLATES_SEEDED, Boolean.class).isEmpty()) {
      written += templates.addStarters();
      settings.put(TEMPLATES_SEEDED, true, null);
    }
    context
        .terminal()
        .print(
            written == 0
                ? "Everything is there already."
                : written + " texts, templates and rules written.");
  }

  private void demonstrate(Database database, Demo month, Configuration configuration) {
    if (removeDemo) {
      print("removed", month.remove());
      return;
    }
    boolean real =
        configuration.botToken() != null
            || new BotIdentity(database).owner().filter(bot -> !bot.sandbox()).isPresent();
    if (real && !force) {
      throw new Stopped(
          ExitCode.CONFIRMATION_MISSING,
          "this is a real bot's database; say --force if demonstration data shall go into it (it"
              + " lies in a schema of its own, and berry seed --remove-demo removes it)");
    }
    print("added", month.seed());
  }

  private void print(String done, Demo.Amount amount) {
    context
        .terminal()
        .print(
            "Demonstration data %s: %d people, %d messages."
                .formatted(done, amount.people(), amount.messages()));
  }
}
