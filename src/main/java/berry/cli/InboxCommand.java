package berry.cli;

import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.inbox.BotCommands;
import berry.inbox.Quarantine;
import berry.settings.BotIdentity;
import berry.settings.BotIdentity.Bot;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "inbox",
    header = {
      "Shows updates of which only the raw bytes were kept, and takes them in after all.",
      "",
      "Examples:",
      "  berry inbox list            which, since when, why; never what is in them",
      "  berry inbox list --json",
      "  berry inbox retry           read them again with this version",
      "  berry inbox retry --id 812 --dry-run",
      ""
    },
    description = {
      "",
      "An update that can't be understood is kept raw and marked quarantined; nothing else waits for",
      "it. After an upgrade Berry reads them again by itself, once. Works beside a running Berry.",
      ""
    },
    synopsisSubcommandLabel = "(list | retry)")
final class InboxCommand {

  /// More than anybody reads.
  private static final int MOST = 1_000;

  private final Context context;

  InboxCommand(Context context) {
    this.context = context;
  }

  @Command(name = "list", description = "Which updates are set aside, oldest first.")
  void list(@Option(names = "--json", description = "For programs.") boolean json) {
    with(quarantine -> {
      List<Quarantine.Row> rows = quarantine.rows(MOST);
      if (json) {
        context.terminal().json(Map.of("items", rows));
      } else if (rows.isEmpty()) {
        context.terminal().print("Nothing is set aside.");
      } else {
        rows.forEach(row -> print(row.updateId(), row.receivedAt(), row.kind(), row.reason()));
      }
    });
  }

  @Command(
      name = "retry",
      description =
          "Reads them again. Answers are given only to what is still fresh: 150 s a button, 24 h a"
              + " command.")
  void retry(
      @Option(names = "--id", description = "Only this update, as list names it.")
          @Nullable Long id,
      @Option(names = "--dry-run", description = "Changes nothing.") boolean dryRun,
      @Option(names = "--json", description = "For programs.") boolean json) {
    with(quarantine -> {
      List<Quarantine.Second> all = quarantine.retry(id, dryRun);
      if (json) {
        context.terminal().json(Map.of("dryRun", dryRun, "items", all));
        return;
      }
      for (Quarantine.Second one : all) {
        String said = one.takenIn() ? one.state() : "stays set aside: " + one.reason();
        print(one.updateId(), one.receivedAt(), one.kind(), said);
      }
      long taken = all.stream().filter(Quarantine.Second::takenIn).count();
      String nothing = id == null ? "Nothing is set aside." : "Update " + id + " is not set aside.";
      context
          .terminal()
          .print(
              all.isEmpty()
                  ? nothing
                  : "%d of %d %s"
                      .formatted(
                          taken, all.size(), dryRun ? "would be taken in." : "were taken in."));
    });
  }

  private void print(long id, Object at, String kind, @Nullable String why) {
    String reason = Objects.requireNonNullElse(why, "");
    context.terminal().print("%-12d %-24s %-20s %s".formatted(id, at, kind, reason));
  }

  private void with(Consumer<Quarantine> work) {
    try (Reach reach = Reach.open(context.configuration(), context.terminal())) {
      if (!new Migrations(reach.direct()).pending().isEmpty()) {
        throw new Stopped(ExitCode.CHECK_FAILED, "the schema is not up to date; run berry migrate");
      }
      try (Database database = Database.open(reach.everyday(), 2);
          Changes changes = new Changes(database, reach.direct())) {
        // Started, so that open screens of a running Berry hear of it.
        changes.start();
        Bot bot = new BotIdentity(database).owner().orElse(new Bot(0, "", true));
        BotCommands vocabulary = new BotCommands(bot.username(), context.engine().commands());
        work.accept(new Quarantine(database, changes, context.clock(), bot.id(), vocabulary));
      }
    }
  }
}
