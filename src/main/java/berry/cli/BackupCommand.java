package berry.cli;

import berry.access.Staff;
import berry.backup.AgeKey;
import berry.backup.Backup;
import berry.backup.BackupState;
import berry.backup.Backups;
import berry.backup.CopyMeans;
import berry.backup.Retention;
import berry.backup.Site;
import berry.backup.Work;
import berry.backup.Worker;
import berry.config.Configuration;
import berry.config.Secret;
import berry.database.Changes;
import berry.database.Database;
import berry.database.Migrations;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.telegram.BotApi;
import berry.telegram.Token;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
    name = "backup",
    header = {
      "Makes backups, proves them by restoring, and removes old ones.",
      "",
      "Examples:",
      "  berry backup create         make one, restore it beside, compare every table",
      "  berry backup list",
      "  berry backup prove berry-berry_twa_dashboard-20260301T030000Z-1f2e3d4c --key berry.key",
      "  berry backup send berry-berry_twa_dashboard-20260301T030000Z-1f2e3d4c",
      "  berry backup fetch s3://berry/prod/   the newest one there, back into the folder",
      "  berry backup prune --dry-run",
      "  berry backup key berry.key  a key pair, so that backups are encrypted",
      ""
    },
    description = {
      "",
      "A backup counts once it was restored and every table came out the same. Works beside a",
      "running Berry; one at a time, another is told who is at work (exit code 7).",
      ""
    },
    synopsisSubcommandLabel = "(create | list | prove | send | fetch | prune | key)")
final class BackupCommand {

  private final Context context;

  BackupCommand(Context context) {
    this.context = context;
  }

  /// What `--json` says of a new one.
  private record Created(
      String name,
      @Nullable String file,
      long bytes,
      String sha256,
      long rows,
      BackupState state,
      @Nullable Double seconds,
      List<String> problems) {}

  @Command(
      name = "create",
      description =
          "Makes one and proves it. Exit code 5 when it is not proved, or a copy was not made.")
  int create(
      @Option(names = "--no-prove", description = "Leaves it at made: it does not count as proved.")
          boolean noProve,
      @Option(names = "--json", description = "For programs.") boolean json) {
    return with(open -> {
      Backups backups = open.backups();
      Backups.Made made;
      try (Interruption told = interruption();
          ProgressLine progress = new ProgressLine(context.terminal())) {
        made =
            open.worker()
                .get()
                .tell(
                    new Worker.Command(Work.Kind.BACKUP, null, "berry backup create"),
                    progress,
                    heard -> backups.create(!noProve, heard),
                    Work.Outcome::of);
      }
      Backup backup = made.backup();
      made.problems().forEach(one -> context.terminal().warn(List.of(one)));
      if (json) {
        context
            .terminal()
            .json(
                new Created(
                    backup.name(),
                    backup.file(),
                    backup.bytes(),
                    backup.sha256(),
                    backup.rows(),
                    backup.state(),
                    backup.seconds(),
                    made.problems()));
      } else {
        context.terminal().print(backup.file() + "\n" + told(backup));
        explain(backup);
      }
      boolean copies = made.problems().stream().noneMatch(one -> one.startsWith("no copy"));
      boolean good = noProve ? backup.state() == BackupState.MADE : proved(backup);
      return good && copies ? ExitCode.OK : ExitCode.CHECK_FAILED;
    });
  }

  @Command(name = "list", description = "All backups, newest first, with their state.")
  int list(@Option(names = "--json", description = "For programs.") boolean json) {
    return with(open -> {
      Backups backups = open.backups();
      List<Backup> all = backups.list();
      if (json) {
        context.terminal().json(Map.of("items", all));
      } else if (all.isEmpty()) {
        context.terminal().print("No backup yet; berry backup create makes one.");
      } else {
        all.forEach(one -> context.terminal().print(one.name() + "  " + told(one)));
      }
      return ExitCode.OK;
    });
  }

  @Command(
      name = "prove",
      description =
          "Reads a stored one back, restores it where it harms nobody and compares every table. Exit"
              + " code 5 when it is not what was written.")
  int prove(
      @Parameters(paramLabel = "NAME", description = "As list shows it, or the file's name.")
          String name,
      @Option(names = "--key", paramLabel = "FILE", description = "A key that opens it.")
          @Nullable Path key,
      @Option(names = "--json", description = "For programs.") boolean json) {
    return with(open -> {
      Backups backups = open.backups();
      Backup backup;
      try (Interruption told = interruption();
          ProgressLine progress = new ProgressLine(context.terminal())) {
        backup =
            open.worker()
                .get()
                .tell(
                    new Worker.Command(Work.Kind.PROOF, name, "berry backup prove"),
                    progress,
                    heard -> backups.prove(name, key, heard),
                    came -> Work.Outcome.of(came, List.of()));
      }
      if (json) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("state", backup.state());
        if (backup.seconds() != null) {
          answer.put("seconds", backup.seconds());
        }
        answer.put("differences", backup.differences());
        if (backup.detail() != null) {
          answer.put("detail", backup.detail());
        }
        context.terminal().json(answer);
      } else {
        context.terminal().print(told(backup));
        explain(backup);
      }
      return proved(backup) ? ExitCode.OK : ExitCode.CHECK_FAILED;
    });
  }

  @Command(
      name = "send",
      description =
          "Copies one to every place of backup.copies where it does not lie yet, and reads it back."
              + " Exit code 5 when a copy was not made.")
  int send(
      @Parameters(paramLabel = "NAME", description = "As list shows it, or the file's name.")
          String name,
      @Option(names = "--json", description = "For programs.") boolean json) {
    return with(open -> {
      Backups backups = open.backups();
      Backups.Made sent;
      try (Interruption told = interruption();
          ProgressLine progress = new ProgressLine(context.terminal())) {
        sent = backups.send(name, progress);
      }
      sent.problems().forEach(one -> context.terminal().warn(List.of(one)));
      if (json) {
        context
            .terminal()
            .json(Map.of("copies", sent.backup().copies(), "problems", sent.problems()));
      } else {
        sent.backup()
            .copies()
            .forEach(one ->
                context
                    .terminal()
                    .print(one.target() + "  " + one.at().truncatedTo(ChronoUnit.SECONDS)));
      }
      return sent.problems().isEmpty() ? ExitCode.OK : ExitCode.CHECK_FAILED;
    });
  }

  @Command(
      name = "fetch",
      description =
          "Brings a copy back into the folder of backups and compares its hash; from there it is"
              + " proved like any other.")
  int fetch(
      @Parameters(
              paramLabel = "NAME|s3://BUCKET/KEY",
              description = "A name that list shows, or a key; with a slash at the end the newest.")
          String what,
      @Option(names = "--json", description = "For programs.") boolean json) {
    return with(open -> {
      Backups backups = open.backups();
      Backup backup;
      try (Interruption told = interruption();
          ProgressLine progress = new ProgressLine(context.terminal())) {
        backup = backups.fetch(what, progress);
      }
      if (json) {
        context.terminal().json(backup);
      } else {
        context.terminal().print(backup.file() + "\n" + told(backup));
      }
      return ExitCode.OK;
    });
  }

  @Command(
      name = "prune",
      description =
          "Removes what backup.keep and backup.budget keep no longer; never the last proved one, nor"
              + " anything with fewer than two newer proved ones.")
  int prune(@Option(names = "--dry-run", description = "Removes nothing.") boolean dryRun) {
    return with(open -> {
      Backups backups = open.backups();
      Retention.Decision decision = backups.prune(open.zone().get(), dryRun);
      Terminal terminal = context.terminal();
      decision
          .removed()
          .forEach((name, why) ->
              terminal.print((dryRun ? "would remove " : "removed ") + name + ": " + why));
      decision.kept().forEach((name, why) -> terminal.print("kept " + name + ": " + why));
      List<String> copies = backups.pruneCopies(open.zone().get(), dryRun);
      copies.forEach(terminal::print);
      if (decision.removed().isEmpty() && copies.isEmpty()) {
        terminal.print("Nothing to remove.");
      }
      if (decision.over() > 0) {
        terminal.warn(
            List.of(
                "what must be kept is over the budget by "
                    + (decision.over() / 1_000_000 + 1)
                    + " MB; raise backup.budget, or move backups to a larger disk (BACKUP_DIR)"));
      }
      return ExitCode.OK;
    });
  }

  @Command(
      name = "key",
      description = {
        "Makes a key pair of the age format. Its file (mode 0600) opens the backups that are made for"
            + " the printed recipient.",
        "",
        "Encrypted backups are of no use to a thief, and of none to you without the file: keep it"
            + " where the backups are not, twice. Each backup is proved right after it is made without"
            + " the file; later proofs and restores need it."
      })
  int key(
      @Parameters(paramLabel = "FILE", description = "A file that does not exist yet.") Path file) {
    AgeKey key = AgeKey.generate();
    key.write(context.environment().directory().resolve(file), context.clock().instant());
    Terminal terminal = context.terminal();
    terminal.print(key.recipient());
    terminal.say(
        """
        %s is written and can be read by you alone. Put the line above into berry.yaml:
          backup:
            recipients: [%s]
        From then on backups are encrypted. Nobody opens them without the file, not even you: keep it
        away from the backups, in two places, and delete it here.\
        """
            .formatted(file, key.recipient()));
    return ExitCode.OK;
  }

  private Interruption interruption() {
    return Interruption.tells(
        context.terminal(),
        () ->
            "Broken off: nothing is lost. What was not finished counts for nothing, and the next work"
                + " on backups removes what is left of it.");
  }

  private void explain(Backup backup) {
    backup
        .differences()
        .forEach(one ->
            context
                .terminal()
                .say("%s: expected %s, got %s".formatted(one.table(), one.expected(), one.got())));
    if (backup.detail() != null && !proved(backup)) {
      context.terminal().say(backup.detail());
    }
  }

  private static boolean proved(Backup backup) {
    return backup.state() == BackupState.PROVED;
  }

  private static String told(Backup backup) {
    if (backup.trouble() != null) {
      return backup.trouble();
    }
    String state =
        switch (backup.state()) {
          case MADE -> "made, not proved yet";
          case CHECKED -> "checked, not restored";
          case PROVED -> "proved %s in %.1f s".formatted(toSecond(backup), backup.seconds());
          case FAILED -> "FAILED";
        };
    String copies = backup.copies().isEmpty() ? "" : ", copies: " + backup.copies().size();
    return "%s, %d rows, %s%s".formatted(size(backup.bytes()), backup.rows(), state, copies);
  }

  private static @Nullable Instant toSecond(Backup backup) {
    Instant at = backup.provedAt();
    return at == null ? null : at.truncatedTo(ChronoUnit.SECONDS);
  }

  private static String size(long bytes) {
    // Of 1000, as on the screens.
    return bytes < 10_000_000 ? bytes / 1000 + " KB" : "%.1f MB".formatted(bytes / 1_000_000.0);
  }

  /// What the words of this verb work with.
  private record Open(Backups backups, Supplier<ZoneId> zone, Supplier<Worker> worker) {}

  private int with(ToIntFunction<Open> work) {
    Configuration configuration = context.configuration();
    try (Reach reach = Reach.open(configuration, context.terminal());
        Database database = Database.open(reach.everyday(), 2);
        Changes changes = new Changes(database, reach.direct())) {
      Site site =
          new Site(
              reach.direct(),
              configuration.database() == null,
              configuration.data(),
              configuration.backups(),
              context.version(),
              "berry backup, process " + ProcessHandle.current().pid());
      try (Bot bot = Bot.of(configuration, database, context.clock())) {
        Backups backups =
            new Backups(
                site,
                configuration.rules().backup(),
                database,
                context.clock(),
                new CopyMeans(configuration.s3Keys(), bot.chat()));
        return work.applyAsInt(
            new Open(
                backups,
                () -> zone(configuration, database, changes),
                () -> {
                  // Started, so that open screens of a running Berry hear of it at once.
                  if (new Migrations(reach.direct()).pending().isEmpty()) {
                    changes.start();
                  }
                  return new Worker(database, changes, site.who(), context.clock());
                }));
      }
    }
  }

  /// Who sends copies to Telegram. In the sandbox only the running Berry can: its bot lives there.
  private record Bot(@Nullable BotApi api, CopyMeans.@Nullable Chat chat) implements AutoCloseable {

    static Bot of(Configuration configuration, Database database, Clock clock) {
      Secret token = configuration.botToken();
      if (token == null) {
        return new Bot(null, null);
      }
      BotApi api = new BotApi(configuration.telegram(), new Token(token.reveal()), clock);
      return new Bot(api, new CopyMeans.Chat(api, () -> Staff.owner(database)));
    }

    @Override
    public void close() {
      if (api != null) {
        api.close();
      }
    }
  }

  /// The owner's choice, once there is a table of choices.
  private static ZoneId zone(Configuration configuration, Database database, Changes changes) {
    ZoneId pinned = configuration.rules().timeZone();
    return pinned != null
        ? pinned
        : new Choices(new Settings(database, changes), configuration.rules()).timeZone();
  }
}
