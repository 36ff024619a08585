package berry.cli;

import berry.access.Audit;
import berry.access.Codes;
import berry.access.Staff;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.settings.BotIdentity;
import berry.settings.BotIdentity.Bot;
import picocli.CommandLine.Command;

@Command(
    name = "owner",
    header = {
      "Makes a one-time link for the owner.",
      "",
      "Examples:",
      "  berry owner link            a one-time link, good for 30 minutes",
      ""
    },
    description = {"", "Who owns this Berry.", ""},
    synopsisSubcommandLabel = "link")
final class OwnerCommand {

  private final Context context;

  OwnerCommand(Context context) {
    this.context = context;
  }

  @Command(
      name = "link",
      description = "Prints a link that makes the one who opens it the owner. Ends earlier links.")
  void link() {
    Terminal terminal = context.terminal();
    try (Reach reach = Reach.open(context.configuration(), terminal)) {
      if (!new Migrations(reach.direct()).pending().isEmpty()) {
        throw notStarted();
      }
      try (Database database = Database.open(reach.everyday(), 2);
          Changes changes = new Changes(database, reach.direct())) {
        Bot bot = new BotIdentity(database).owner().orElseThrow(OwnerCommand::notStarted);
        Audit audit = new Audit(database);
        Staff staff = new Staff(database, changes, audit);
        String code = new Codes(database, changes, staff, audit, context.clock()).issueClaim();
        terminal.print(address(bot, "claim_" + code));
      }
    }
  }

  /// In the sandbox no link can lead anywhere: the same words are written to the bot instead.
  private static String address(Bot bot, String parameter) {
    return bot.sandbox()
        ? "Write to the bot in the sandbox: /start " + parameter
        : "https://t.me/" + bot.username() + "?start=" + parameter;
  }

  private static Stopped notStarted() {
    return new Stopped(
        ExitCode.CHECK_FAILED,
        "this database does not know its bot yet; run berry start once, then berry owner link");
  }
}
