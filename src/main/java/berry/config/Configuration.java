package berry.config;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Everything that is set from outside, checked and typed. Read once at start; nothing in Berry
/// asks the environment again.
///
/// @param botToken null: sandbox
/// @param webappUrl public address of the dashboard without a slash at the end; null: none, so no
///   Mini App button
/// @param webhookUrl public base of the bot without a slash at the end; null: long polling
/// @param telegramApiUrl base of the Bot API without a slash at the end; null: Telegram's own
/// @param database null: embedded
/// @param directDatabase past a pooler; the same as `database` when nothing else is set
/// @param apiUrl where `start dashboard` without a database forwards `/api`
/// @param host null: every address, IPv4 and IPv6
/// @param port 0: any free one
/// @param data absolute
/// @param backups where backups lie, absolute
/// @param backupsLost why what lies there does not outlive a deployment; null: the platform says
///   nothing of that kind
/// @param s3Keys null: none are set
/// @param escalationKeys never null: which of them is set, they say
/// @param logFile absolute
/// @param deployment what the platform says of what it has started
/// @param values every variable with its effective value and source, in the table's order
/// @param warnings what works but should be looked at, one line each
public record Configuration(
    Scope scope,
    @Nullable Secret botToken,
    @Nullable URI webappUrl,
    @Nullable URI webhookUrl,
    @Nullable URI telegramApiUrl,
    @Nullable DatabaseUrl database,
    @Nullable DatabaseUrl directDatabase,
    @Nullable URI apiUrl,
    @Nullable String host,
    int port,
    List<Network> trustedProxies,
    @Nullable Long ownerId,
    @Nullable Secret metricsToken,
    Path data,
    Path backups,
    @Nullable String backupsLost,
    @Nullable S3Keys s3Keys,
    EscalationKeys escalationKeys,
    Path logFile,
    LogFormat logFormat,
    Deployment deployment,
    Rules rules,
    List<Shown> values,
    List<String> warnings) {

  private static final URI TELEGRAM = URI.create("https://api.telegram.org");

  /// Reads and checks everything.
  ///
  /// @param flags what the command line says, which beats everything else
  /// @throws ConfigurationMistakes with all mistakes at once
  public static Configuration load(
      Scope scope, Environment environment, Map<Variable, String> flags) {
    return load(scope, environment, flags, rules -> List.of());
  }

  /// Reads and checks everything, also what only a part above can judge.
  ///
  /// @param meaning finds what is wrong in rules that are well written
  /// @throws ConfigurationMistakes with all mistakes at once
  public static Configuration load(
      Scope scope,
      Environment environment,
      Map<Variable, String> flags,
      Function<Rules, List<Mistake>> meaning) {
    return new Reading(scope, environment, flags, meaning).configuration();
  }

  /// Which commit runs; null: nobody says.
  public @Nullable String commit() {
    return deployment.commit();
  }

  /// Whether this process plays Telegram itself, because it has no token.
  public boolean sandbox() {
    return botToken == null && !forwards();
  }

  /// Whether this process is a dashboard without a database, which forwards `/api` to [#apiUrl()].
  public boolean forwards() {
    return scope == Scope.DASHBOARD && database == null && apiUrl != null;
  }

  /// Base of the Bot API, Telegram's own if none is set.
  public URI telegram() {
    return telegramApiUrl == null ? TELEGRAM : telegramApiUrl;
  }

  /// Everything that must never appear in a log, an answer or a file.
  public List<Secret> secrets() {
    return Stream.of(
            botToken,
            metricsToken,
            s3Keys == null ? null : s3Keys.access(),
            s3Keys == null ? null : s3Keys.secret(),
            escalationKeys.webhook(),
            escalationKeys.smtp(),
            database == null ? null : database.password(),
            directDatabase == null ? null : directDatabase.password())
        .filter(Objects::nonNull)
        .filter(one -> !one.reveal().isEmpty())
        .distinct()
        .toList();
  }

  /// Not the record's own: too long for a log line.
  @Override
  public String toString() {
    return "Configuration[" + scope + ", " + (sandbox() ? "sandbox" : "real bot") + "]";
  }
}
