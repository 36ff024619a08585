package berry.cli;

import berry.config.Environment;
import java.io.PrintWriter;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Berry's command line: `new Cli(…).run(arguments, out, err)`.
public final class Cli {

  private static final Logger LOG = LoggerFactory.getLogger(Cli.class);

  /// As wide as our own examples, so that none is broken in two.
  private static final int WIDTH = 100;

  private final Environment environment;
  private final Clock clock;
  private final Engine engine;
  private final String version;

  public Cli(Environment environment, Clock clock, Engine engine, String version) {
    this.environment = environment;
    this.clock = clock;
    this.engine = engine;
    this.version = version;
  }

  /// Runs one verb.
  ///
  /// @param out results
  /// @param err messages
  /// @return the exit code; never throws
  public int run(String[] arguments, PrintWriter out, PrintWriter err) {
    Terminal terminal = new Terminal(out, err);
    CommandLine line = commandLine(terminal);
    try {
      return line.execute(arguments.length == 0 ? new String[] {"--help"} : arguments);
    } catch (Error broken) {
      // picocli hands on exceptions only; a missing class or a full heap also ends in one code
      return failure(broken, terminal);
    } finally {
      out.flush();
      err.flush();
    }
  }

  /// All verbs with their options, not run.
  CommandLine commandLine(Terminal terminal) {
    Context context = new Context(environment, clock, engine, version, terminal);
    CommandLine line =
        new CommandLine(new Root())
            .addSubcommand(new StartCommand(context))
            .addSubcommand(new InitCommand(context))
            .addSubcommand(new MigrateCommand(context))
            .addSubcommand(new SeedCommand(context))
            .addSubcommand(new StatusCommand(context))
            .addSubcommand(new MetricsCommand(context))
            .addSubcommand(new DoctorCommand(context))
            .addSubcommand(new LogsCommand(context))
            .addSubcommand(new InboxCommand(context))
            .addSubcommand(new AlertsCommand(context))
            .addSubcommand(new IncidentCommand(context))
            .addSubcommand(new BackupCommand(context))
            .addSubcommand(new RestoreCommand(context))
            .addSubcommand(new RecoverCommand(context))
            .addSubcommand(new OwnerCommand(context))
            .addSubcommand(new TokenCommand(context))
            .addSubcommand(new ConfigCommand(context))
            .addSubcommand(new SandboxCommand(context))
            .addSubcommand(new HealthcheckCommand(context))
            .addSubcommand(new CompletionCommand(terminal, () -> commandLine(terminal)))
            .addSubcommand(new VersionCommand(context));
    everyLine(line);
    line.setUsageHelpWidth(WIDTH);
    line.setOut(terminal.out());
    line.setErr(terminal.err());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setParameterExceptionHandler((mistake, all) -> usage(mistake, terminal));
    line.setExecutionExceptionHandler((failure, one, parsed) -> failure(failure, terminal));
    return line;
  }

  /// `--help` for each verb and for each word of it.
  private static void everyLine(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help").usageHelp(true).description("Shows this.").build());
    line.getSubcommands().values().forEach(Cli::everyLine);
  }

  private static int usage(ParameterException mistake, Terminal terminal) {
    terminal.fail(message(mistake));
    if (!UnmatchedArgumentException.printSuggestions(mistake, terminal.err())) {
      CommandLine line = mistake.getCommandLine();
      terminal.say("See: " + line.getCommandSpec().qualifiedName() + " --help");
    }
    return ExitCode.USAGE;
  }

  private static int failure(Throwable failure, Terminal terminal) {
    int code = ExitCode.of(failure);
    if (code == ExitCode.UNEXPECTED) {
      LOG.error("Stopped by something unforeseen", failure);
    }
    terminal.fail(message(failure));
    if (code == ExitCode.INTERRUPTED) {
      Thread.currentThread().interrupt();
    }
    return code;
  }

  private static String message(Throwable failure) {
    String message = failure.getMessage();
    return message == null ? failure.getClass().getSimpleName() : message;
  }
}
