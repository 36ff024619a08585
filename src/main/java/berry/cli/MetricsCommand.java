package berry.cli;

import berry.alerts.Alerts;
import berry.backup.Backups;
import berry.backup.CopyMeans;
import berry.backup.Site;
import berry.config.Configuration;
import berry.database.Database;
import berry.database.Migrations;
import berry.diagnostics.Deploys;
import berry.monitoring.Metric;
import berry.monitoring.MetricsView;
import berry.monitoring.Monitoring;
import berry.monitoring.Replicas;
import berry.monitoring.Series;
import berry.monitoring.Span;
import berry.monitoring.Sparkline;
import berry.monitoring.Unit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "metrics",
    header = {
      "Shows what Berry watched: processor, memory, disk, requests, response times, database.",
      "",
      "Examples:",
      "  berry metrics                 every figure of the last hour",
      "  berry metrics --since 7d --names cpu.used,disk.used",
      "  berry metrics --replica box:8080",
      "  berry metrics --since 6h --json",
      ""
    },
    description = {
      "",
      "A figure that nobody could read is shown as —, never as 0. Works beside a running Berry.",
      ""
    })
final class MetricsCommand implements Callable<Integer> {

  private static final int LINE = 40;

  private final Context context;

  @Option(names = "--since", description = "1h (usual), 6h, 24h, 7d or 30d.", paramLabel = "TIME")
  private String since = Span.HOUR.word();

  @Option(
      names = "--names",
      split = ",",
      description = "Only these, as cpu.used,memory.used.",
      paramLabel = "NAME")
  private @Nullable List<String> names;

  @Option(
      names = "--replica",
      description = "Of one replica only; * for a line of each.",
      paramLabel = "NAME")
  private @Nullable String replica;

  @Option(names = "--json", description = "For programs, as GET /api/system/metrics answers.")
  private boolean json;

  MetricsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() {
    Span span =
        Span.of(since)
            .orElseThrow(() ->
                new Stopped(
                    ExitCode.USAGE,
                    "--since is '"
                        + since
                        + "'; allowed are "
                        + words()
                        + ". Example: --since 6h"));
    List<Metric> asked = asked();
    boolean each = "*".equals(replica);
    try (Reach reach = Reach.open(context.configuration(), context.terminal())) {
      if (!new Migrations(reach.direct()).pending().isEmpty()) {
        throw new Stopped(ExitCode.CHECK_FAILED, "the schema is not up to date; run berry migrate");
      }
      try (Database database = Database.open(reach.everyday(), 1)) {
        Series.Chart chart =
            Monitoring.chart(database, context.clock(), span, asked, each ? null : replica, each);
        if (json) {
          context
              .terminal()
              .json(
                  MetricsView.of(
                      chart,
                      marks(database, reach, chart),
                      Monitoring.replicas(database, context.clock(), span)));
        } else {
          chart.series().forEach(this::print);
        }
      }
    }
    return ExitCode.OK;
  }

  /// What explains the bends, from the same places as a running Berry reads it.
  private List<MetricsView.Mark> marks(Database database, Reach reach, Series.Chart chart) {
    Configuration configuration = context.configuration();
    Backups backups =
        new Backups(
            new Site(
                reach.direct(),
                configuration.database() == null,
                configuration.data(),
                configuration.backups(),
                context.version(),
                "berry metrics, process " + ProcessHandle.current().pid()),
            configuration.rules().backup(),
            database,
            context.clock(),
            CopyMeans.NONE);
    List<MetricsView.Marks> sources =
        List.of(
            new Replicas(database)::restarts,
            Alerts.marks(database),
            Deploys.marks(database),
            backups::marks);
    return MetricsView.marks(sources, chart.from(), chart.to());
  }

  private List<Metric> asked() {
    List<String> given = names;
    if (given == null) {
      return Arrays.asList(Metric.values());
    }
    List<Metric> found = new ArrayList<>();
    for (String name : given) {
      found.add(
          Metric.named(name.strip())
              .orElseThrow(() ->
                  new Stopped(
                      ExitCode.USAGE,
                      "--names holds '"
                          + name
                          + "', which is no metric; berry metrics lists all")));
    }
    return found;
  }

  private void print(Series series) {
    Double last = series.values().stream().reduce(null, (one, next) -> next == null ? one : next);
    String whose = series.replica() == null ? "" : "  " + series.replica();
    context
        .terminal()
        .print(
            "%-28s %12s  %s%s"
                .formatted(
                    series.metric().id(),
                    last == null ? "—" : shown(series.metric().unit(), last),
                    Sparkline.of(series.values(), LINE),
                    whose));
  }

  private static String shown(Unit unit, double value) {
    return switch (unit) {
      case SHARE -> "%.1f %%".formatted(value * 100);
      case SECONDS -> seconds(value);
      case BYTES -> bytes(value);
      case PER_MINUTE -> "%.1f /min".formatted(value);
      case COUNT -> value == Math.rint(value) ? "%.0f".formatted(value) : "%.2f".formatted(value);
    };
  }

  private static String seconds(double value) {
    if (value == 0) {
      return "0 s";
    }
    if (value < 1) {
      return "%.0f ms".formatted(Math.max(1, value * 1e3));
    }
    if (value < 600) {
      return "%.1f s".formatted(value);
    }
    return value < 172_800 ? "%.1f h".formatted(value / 3600) : "%.1f d".formatted(value / 86_400);
  }

  private static String bytes(double value) {
    return value < 1e9 ? "%.1f MB".formatted(value / 1e6) : "%.2f GB".formatted(value / 1e9);
  }

  private static String words() {
    return Arrays.stream(Span.values()).map(Span::word).collect(Collectors.joining(", "));
  }
}
