package berry.cli;

import berry.config.Configuration;
import berry.diagnostics.LogEntry;
import berry.diagnostics.LogPage;
import berry.diagnostics.LogQuery;
import berry.diagnostics.LogReader;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

@Command(
    name = "logs",
    header = {
      "Shows the log, also while Berry is stopped.",
      "",
      "Examples:",
      "  berry logs                  the last 100 entries, oldest first",
      "  berry logs -f --level warn  warnings and errors as they come",
      "  berry logs --since 1h --update 812",
      "  berry logs --json           one object a line",
      ""
    },
    description = {"", "Reads LOG_FILE and what was packed of it. Secrets are masked.", ""})
final class LogsCommand implements Callable<Integer> {

  /// Without --since nobody wants fifty megabytes.
  private static final int USUAL = 100;

  private static final int PAGE = 1_000;

  /// What fits into memory; who wants more takes the file.
  private static final int MOST = 50_000;

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              usual -> usual.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final Context context;

  @Spec private @Nullable CommandSpec spec;

  @Option(
      names = {"-f", "--follow"},
      description = "Goes on with what comes, until Ctrl-C.")
  private boolean follow;

  @Option(names = "--since", paramLabel = "TIME", description = "Nothing older: 30s, 15m, 1h, 2d.")
  private @Nullable String since;

  @Option(
      names = "--level",
      paramLabel = "LEVEL",
      description = "This or worse: debug, info, warn or error.")
  private @Nullable String level;

  @Option(names = "--update", paramLabel = "N", description = "Of one update.")
  private @Nullable Long update;

  @Option(names = "--request", paramLabel = "ID", description = "Of one request.")
  private @Nullable String request;

  @Option(names = "--search", paramLabel = "TEXT", description = "In message and stack.")
  private @Nullable String search;

  @Option(names = "--json", description = "For programs: one object a line.")
  private boolean json;

  LogsCommand(Context context) {
    this.context = context;
  }

  @Override
  public Integer call() throws InterruptedException {
    LogQuery query = query();
    Configuration configuration = context.configuration();
    LogReader reader = new LogReader(configuration);
    if (!Files.exists(reader.file()) && !follow) {
      context
          .terminal()
          .say("There is no log yet at " + reader.file() + "; berry start writes it.");
      return ExitCode.OK;
    }
    LogPage first = reader.read(query, null, null, since == null ? USUAL : PAGE);
    List<LogEntry> entries = new ArrayList<>(first.items());
    if (since != null || entries.size() < USUAL) {
      older(reader, query, first.next(), null, since == null ? USUAL : MOST, entries);
    }
    entries.reversed().forEach(this::print);
    if (follow) {
      follow(reader, query, first.newest());
    }
    return ExitCode.OK;
  }

  private void older(
      LogReader reader,
      LogQuery query,
      @Nullable String next,
      @Nullable String after,
      int most,
      List<LogEntry> entries) {
    String place = next;
    while (place != null && entries.size() < most) {
      LogPage page = reader.read(query, place, after, Math.min(PAGE, most - entries.size()));
      entries.addAll(page.items());
      place = page.next();
    }
  }

  /// Looks once a second; a place in the log stays one when the file is packed.
  private void follow(LogReader reader, LogQuery query, @Nullable String from)
      throws InterruptedException {
    String after = from;
    context.terminal().out().flush();
    while (!context.terminal().out().checkError()) {
      Thread.sleep(Duration.ofMillis(500));
      LogPage page = reader.read(query, null, after, PAGE);
      List<LogEntry> entries = new ArrayList<>(page.items());
      older(reader, query, page.next(), after, MOST, entries);
      entries.reversed().forEach(this::print);
      after = page.newest() == null ? after : page.newest();
    }
  }

  private LogQuery query() {
    String wanted = level == null ? null : level.toLowerCase(Locale.ROOT);
    if (wanted != null && !LogQuery.LEVELS.contains(wanted)) {
      throw wrong("--level is debug, info, warn or error, not " + level);
    }
    return new LogQuery(wanted, search, update, request, since == null ? null : begin(since));
  }

  private Instant begin(String text) {
    if (!text.matches("[1-9]\\d{0,4}[smhd]")) {
      throw wrong("--since is a number with s, m, h or d, such as 15m, not " + text);
    }
    long number = Long.parseLong(text.substring(0, text.length() - 1));
    Duration span =
        switch (text.charAt(text.length() - 1)) {
          case 's' -> Duration.ofSeconds(number);
          case 'm' -> Duration.ofMinutes(number);
          case 'h' -> Duration.ofHours(number);
          default -> Duration.ofDays(number);
        };
    return context.clock().instant().minus(span);
  }

  private ParameterException wrong(String why) {
    CommandSpec own = spec;
    if (own == null) {
      throw new IllegalStateException(why);
    }
    return new ParameterException(own.commandLine(), why);
  }

  private void print(LogEntry entry) {
    if (json) {
      context.terminal().print(JSON.writeValueAsString(entry));
      return;
    }
    context.terminal().print(line(entry));
    String stack = entry.stack();
    if (stack != null) {
      context.terminal().print(stack);
    }
  }

  private static String line(LogEntry entry) {
    if (entry.at() == null) {
      return entry.message();
    }
    String word = String.valueOf(entry.level()).toUpperCase(Locale.ROOT);
    StringBuilder line = new StringBuilder(entry.at() + " ");
    line.append(coloured(word)).append(" ".repeat(Math.max(0, 5 - word.length())));
    line.append(' ').append(entry.logger());
    if (entry.request() != null) {
      line.append(" request=").append(entry.request());
    }
    if (entry.update() != null) {
      line.append(" update=").append(entry.update());
    }
    return line.append(' ').append(entry.message()).toString();
  }

  private static String coloured(String word) {
    return switch (word) {
      case "ERROR" -> Terminal.coloured("red", word);
      case "WARN" -> Terminal.coloured("yellow", word);
      case "INFO" -> Terminal.coloured("green", word);
      default -> word;
    };
  }
}
