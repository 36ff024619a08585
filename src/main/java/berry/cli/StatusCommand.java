package berry.cli;

import berry.alerts.Alerts;
import berry.audience.AudienceStatus;
import berry.backup.Drill;
import berry.config.Configuration;
import berry.database.Database;
import berry.database.DatabaseUnreachable;
import berry.database.EmbeddedPostgres;
import berry.database.Migrations;
import berry.diagnostics.Facts;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionState;
import berry.monitoring.Replicas;
import berry.outbox.OutboxStatus;
import berry.settings.BotIdentity.Bot;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "status",
    header = {
      "Tells what runs and how much is kept.",
      "",
      "Examples:",
      "  berry status                what runs, whose bot, how much is kept, how to open psql",
      "  berry status --json",
      ""
    },
    description = {"", "Tells the state; use healthcheck or doctor to judge it by exit code.", ""})
final class StatusCommand implements Callable<Integer> {

  private final Context context;

  @Option(names = "--json", description = "For programs.")
  private boolean json;

  StatusCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    Configuration configuration = context.configuration();
    Map<String, Object> lines = new LinkedHashMap<>();
    lines.put("version", context.version());
    process(configuration, lines);
    lines.put("mode", mode(configuration));
    boolean answers = true;
    try (Reach reach = reach(configuration).orElse(null)) {
      if (reach == null) {
        lines.put("database", "none yet; berry start makes one in " + configuration.data());
      } else {
        answers = database(configuration, reach, lines);
      }
    }
    if (json) {
      context.terminal().json(lines);
    } else {
      lines.forEach((name, value) ->
          context.terminal().print("%-12s %s%s".formatted(name, value, hint(name, value))));
    }
    return answers ? ExitCode.OK : ExitCode.UNREACHABLE;
  }

  private static String hint(String name, Object value) {
    return name.equals("quarantined") && !value.equals(0L) ? "; berry inbox list" : "";
  }

  private void process(Configuration configuration, Map<String, Object> lines)
      throws InterruptedException {
    Readiness readiness = new Readiness(configuration, null);
    Optional<HttpResponse<String>> answer = readiness.ask();
    String state =
        answer.map(one -> one.statusCode() == 200 ? "ready" : "down").orElse("not running");
    lines.put("process", state);
    lines.put("address", readiness.address().toString());
  }

  private static String mode(Configuration configuration) {
    return configuration.sandbox()
        ? "sandbox"
        : configuration.webhookUrl() == null ? "long polling" : "webhook";
  }

  /// Looking must not make a database where there is none.
  private Optional<Reach> reach(Configuration configuration) {
    boolean there =
        configuration.database() != null
            || Files.isDirectory(configuration.data().resolve("postgres/cluster"));
    return there ? Optional.of(Reach.open(configuration, context.terminal())) : Optional.empty();
  }

  /// @return whether it answers
  private static boolean database(
      Configuration configuration, Reach reach, Map<String, Object> lines) {
    boolean embedded = configuration.database() == null;
    lines.put("database", (embedded ? "embedded, " : "") + reach.everyday());
    lines.put(
        "psql", embedded ? EmbeddedPostgres.psql(configuration.data()) : reach.everyday().psql());
    try {
      kept(reach, lines);
      return true;
    } catch (DatabaseUnreachable away) {
      lines.put("trouble", String.valueOf(away.getMessage()));
      return false;
    }
  }

  private static void kept(Reach reach, Map<String, Object> lines) {
    if (!new Migrations(reach.direct()).pending().isEmpty()) {
      lines.put("schema", "not up to date; berry migrate, or berry start");
      return;
    }
    try (Database database = Database.open(reach.everyday(), 1)) {
      new ReceptionNotes(database).now().ifPresent(state -> intake(state, lines));
      facts(Facts.read(database), lines);
      List<String> firing = Alerts.firing(database);
      lines.put("alerts", firing.isEmpty() ? "none fires" : String.join(", ", firing));
      replicas(new Replicas(database).all(), lines);
      Drill.newest(database).ifPresent(drill -> drill(drill, lines));
    }
  }

  private static void replicas(List<Replicas.Known> all, Map<String, Object> lines) {
    List<String> there =
        all.stream()
            .filter(Replicas.Known::expected)
            .map(one ->
                one.name()
                    + " ("
                    + one.role()
                    + ", "
                    + one.version()
                    + (one.leader() ? ", judges alerts" : "")
                    + (one.silent() ? ", silent for %.0f s".formatted(one.silentSeconds()) : "")
                    + ")")
            .toList();
    lines.put("replicas", there.isEmpty() ? "none" : String.join(", ", there));
  }

  /// What a loss would cost, measured.
  private static void drill(Drill drill, Map<String, Object> lines) {
    lines.put("drill", drill.at().toString());
    lines.put("drillSource", drill.source());
    if (drill.rtoSeconds() != null) {
      lines.put("rtoSeconds", drill.rtoSeconds());
    }
    lines.put("rpoSeconds", drill.rpoSeconds());
    if (drill.problem() != null) {
      lines.put("drillProblem", drill.problem());
    }
  }

  /// Not "the process is alive": when updates were last seen to come, and why they don't.
  private static void intake(ReceptionState state, Map<String, Object> lines) {
    lines.put("intake", state.cause() == null ? "ok" : state.cause());
    lines.put("intakeMode", state.mode());
    lines.put("leader", state.leader());
    lines.put("lastGood", state.goodAt() == null ? "never yet" : state.goodAt().toString());
    if (state.explanation() != null) {
      lines.put("trouble", state.explanation());
    }
    if (state.detour() != null) {
      lines.put("detour", "polled, because " + state.detour());
    }
  }

  private static void facts(Facts facts, Map<String, Object> lines) {
    Bot bot = facts.bot();
    lines.put(
        "bot",
        bot == null ? "none yet" : "@" + bot.username() + (bot.sandbox() ? " (sandbox)" : ""));
    lines.put("owner", facts.owner() == null ? "nobody yet; berry owner link" : facts.owner());
    audience(facts.audience(), facts.received(), lines);
    outbox(facts.outbox(), lines);
    lines.put("quarantined", facts.inbox().quarantined());
    lines.put("unseenIds", facts.inbox().unseenIds());
    lines.put("bytes", facts.bytes());
  }

  private static void audience(AudienceStatus audience, long received, Map<String, Object> lines) {
    lines.put("people", audience.people());
    lines.put("received", received);
    lines.put("newest", audience.newest() == null ? "nothing yet" : audience.newest().toString());
    lines.put("waiting", audience.waiting());
  }

  private static void outbox(OutboxStatus outbox, Map<String, Object> lines) {
    lines.put("queued", outbox.queued());
    if (outbox.oldestQueued() != null) {
      lines.put("queuedSince", outbox.oldestQueued().toString());
    }
    lines.put("failed", outbox.failed());
    lines.put("unknown", outbox.unknown());
    lines.put("slowedDown", outbox.slowedDown());
  }
}
