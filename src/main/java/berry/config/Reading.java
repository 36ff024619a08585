package berry.config;

import berry.config.Inputs.Found;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One reading of the configuration: goes through the table of variables, keeps what is right and
/// collects what is wrong. Used once.
final class Reading {

  /// Where Railway's own proxies come from: shared address space (RFC 6598), which no caller from
  /// outside can have.
  private static final String RAILWAY_EDGE = "100.64.0.0/10";

  private final Scope scope;
  private final Path directory;
  private final Findings findings = new Findings();
  private final Inputs inputs;
  private final AddressReading addresses;
  private final Function<Rules, List<Mistake>> meaning;

  Reading(
      Scope scope,
      Environment environment,
      Map<Variable, String> flags,
      Function<Rules, List<Mistake>> meaning) {
    this.meaning = meaning;
    this.scope = scope;
    this.directory = environment.directory();
    this.inputs = new Inputs(environment, flags, findings.mistakes(), findings.warnings());
    this.addresses = new AddressReading(scope, inputs, findings);
  }

  Configuration configuration() {
    Secret token = botToken();
    URI telegram = addresses.url(Variable.TELEGRAM_API_URL);
    URI railway = addresses.railway();
    URI webapp = addresses.webapp(telegram != null, railway);
    DatabaseUrl database = addresses.database(Variable.DATABASE_URL);
    URI api = addresses.url(Variable.REACT_APP_API_URL);
    int port = port();
    boolean sandbox = token == null && scope == Scope.ALL;
    String host = host(sandbox);
    Long owner = owner();
    URI webhook = addresses.webhook(telegram != null, webapp, railway);
    DatabaseUrl direct = addresses.database(Variable.DATABASE_UNPOOLED_URL);
    Secret metrics = metricsToken();
    Path data = path(Variable.BERRY_DATA, "data", true);
    Path backups = path(Variable.BACKUP_DIR, data.resolve("backups").toString(), true);
    Path log = path(Variable.LOG_FILE, "logs/app.log", false);
    LogFormat format = logFormat();
    Deployment deployment = deployment();
    List<Network> proxies = proxies();
    String lost = backupsLost(backups);
    Rules rules = rules().after(RailwayFile.read(directory, findings.warnings()));
    findings.mistakes().addAll(meaning.apply(rules));
    S3Keys keys = s3Keys(rules.backup());
    EscalationKeys escalation = escalationKeys(rules.escalation(), database);
    requireWhatServicesShare(token, database, api);
    findings.requireNone();
    return new Configuration(
        scope,
        token,
        webapp,
        token == null ? null : webhook,
        telegram,
        database,
        direct == null ? database : direct,
        api,
        host,
        port,
        proxies,
        owner,
        metrics,
        data,
        backups,
        lost,
        keys,
        escalation,
        log,
        format,
        deployment,
        rules,
        findings.values(),
        List.copyOf(findings.warnings()));
  }

  private @Nullable Secret botToken() {
    Found own = inputs.find(Variable.BOT_TOKEN);
    Found alias = inputs.find(Variable.REACT_APP_BOT_TOKEN);
    findings.show(Variable.BOT_TOKEN, own == null ? alias : own, "•••", "");
    findings.show(Variable.REACT_APP_BOT_TOKEN, alias, "•••", "");
    if (own != null && alias != null && !own.text().equals(alias.text())) {
      findings.refuse(
          Variable.REACT_APP_BOT_TOKEN,
          "••• (another token than BOT_TOKEN)",
          "the same token as BOT_TOKEN, or nothing");
    }
    if (alias != null) {
      findings.warn(
          "REACT_APP_BOT_TOKEN is understood as BOT_TOKEN; rename it, so that no build tool can ever"
              + " put it into a web page");
    }
    Found found = own == null ? alias : own;
    if (found == null) {
      return null;
    }
    if (!found.text().matches("[0-9]{1,18}:[A-Za-z0-9_-]{1,128}")) {
      findings.refuse(
          own == null ? Variable.REACT_APP_BOT_TOKEN : Variable.BOT_TOKEN,
          "••• (" + found.text().length() + " characters)",
          "the token as @BotFather gives it: number, colon, letters and digits");
    }
    return new Secret(found.text());
  }

  private int port() {
    Found found = inputs.find(Variable.PORT);
    String usual = scope == Scope.DASHBOARD ? "8081" : "8080";
    String text = found == null ? usual : found.text();
    findings.show(Variable.PORT, found, text, usual);
    if (text.matches("[0-9]{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    findings.refuse(
        Variable.PORT, Text.shown(text), "a number from 0 to 65535; 0 takes any free port");
    return 0;
  }

  private @Nullable String host(boolean sandbox) {
    Found found = inputs.find(Variable.HOST);
    findings.show(
        Variable.HOST,
        found,
        found == null ? "" : found.text(),
        sandbox ? "127.0.0.1" : "any address");
    if (found == null) {
      return sandbox ? "127.0.0.1" : null;
    }
    String host = found.text().replaceFirst("^\\[(.*)]$", "$1");
    if (!Addresses.host(host)) {
      findings.refuse(Variable.HOST, found, "an address or name of this machine");
    } else if (sandbox && !Addresses.loopback(host)) {
      findings.warn(
          "HOST="
              + host
              + " in the sandbox: the chat page and its Bot API still answer this machine only, so"
              + " nobody else can sign in; set BOT_TOKEN for a bot of others, or leave HOST out");
    }
    return host;
  }

  private @Nullable Long owner() {
    Found found = inputs.find(Variable.OWNER_ID);
    findings.show(Variable.OWNER_ID, found, found == null ? "" : found.text(), "");
    if (found == null) {
      return null;
    }
    if (found.text().matches("[1-9][0-9]{0,15}")) {
      return Long.valueOf(found.text());
    }
    findings.refuse(
        Variable.OWNER_ID, found, "a Telegram id, which is a number and not a @username");
    return null;
  }

  private @Nullable Secret metricsToken() {
    Found found = inputs.find(Variable.METRICS_TOKEN);
    findings.show(Variable.METRICS_TOKEN, found, "•••", "");
    if (found == null) {
      return null;
    }
    if (!found.text().matches("[!-~]{1,512}")) {
      findings.refuse(
          Variable.METRICS_TOKEN, "•••", "letters, digits and signs of ASCII without spaces");
    }
    return new Secret(found.text());
  }

  private Path path(Variable variable, String usual, boolean folder) {
    Found found = inputs.find(variable);
    String text = found == null ? usual : found.text();
    findings.show(variable, found, text, String.valueOf(variable.usual()));
    try {
      Path path = directory.resolve(text).normalize();
      if (Files.exists(path) && Files.isDirectory(path) != folder) {
        findings.refuse(
            variable, Text.shown(text), folder ? "a folder, not a file" : "a file, not a folder");
      }
      return path;
    } catch (InvalidPathException impossible) {
      findings.refuse(variable, Text.shown(text), "a path of this machine");
      return directory;
    }
  }

  private LogFormat logFormat() {
    Found found = inputs.find(Variable.LOG_FORMAT);
    String text = found == null ? "text" : found.text();
    findings.show(Variable.LOG_FORMAT, found, text, "text");
    for (LogFormat one : LogFormat.values()) {
      if (one.name().equalsIgnoreCase(text)) {
        return one;
      }
    }
    findings.refuse(Variable.LOG_FORMAT, Text.shown(text), "text or json");
    return LogFormat.TEXT;
  }

  private Deployment deployment() {
    return new Deployment(
        told(Variable.RAILWAY_DEPLOYMENT_ID, 100),
        told(Variable.RAILWAY_GIT_COMMIT_SHA, 100),
        told(Variable.RAILWAY_GIT_COMMIT_MESSAGE, 200));
  }

  /// The first line of what the platform says, as far as it is fit to be shown.
  private @Nullable String told(Variable variable, int most) {
    Found found = inputs.find(variable);
    String text = found == null ? "" : found.text().lines().findFirst().orElse("").strip();
    String line = Text.shown(text.substring(0, Math.min(most, text.length())));
    findings.show(variable, found, line, "");
    return text.isEmpty() ? null : line;
  }

  private List<Network> proxies() {
    Found found = inputs.find(Variable.TRUSTED_PROXIES);
    String usual = onRailway() ? RAILWAY_EDGE : "";
    String text = found == null ? usual : found.text();
    findings.show(Variable.TRUSTED_PROXIES, found, text, usual);
    List<Network> networks = new ArrayList<>();
    for (String one : text.isEmpty() ? new String[0] : text.split("[,\\s]+")) {
      try {
        networks.add(Network.parse(one));
      } catch (IllegalArgumentException wrong) {
        findings.refuse(
            Variable.TRUSTED_PROXIES,
            Text.shown(one),
            "addresses or networks with their number of bits, separated by commas");
      }
    }
    return List.copyOf(networks);
  }

  /// Not any name that begins so: people set RAILWAY_TOKEN anywhere, to ask Railway things.
  private boolean onRailway() {
    Found replica = inputs.find(Variable.RAILWAY_REPLICA_ID);
    findings.show(Variable.RAILWAY_REPLICA_ID, replica, replica == null ? "" : replica.text(), "");
    return replica != null || inputs.find(Variable.RAILWAY_PUBLIC_DOMAIN) != null;
  }

  /// On Railway nothing but a volume outlives a deployment.
  private @Nullable String backupsLost(Path backups) {
    Found environment = inputs.find(Variable.RAILWAY_ENVIRONMENT);
    Found volume = inputs.find(Variable.RAILWAY_VOLUME_MOUNT_PATH);
    for (Variable one : List.of(Variable.RAILWAY_ENVIRONMENT, Variable.RAILWAY_VOLUME_MOUNT_PATH)) {
      Found found = inputs.find(one);
      findings.show(one, found, found == null ? "" : found.text(), "");
    }
    if (environment == null) {
      return null;
    }
    if (volume == null) {
      return "this Railway service has no volume";
    }
    return backups.startsWith(directory.resolve(volume.text()).normalize())
        ? null
        : backups + " is not on the volume, which Railway mounts at " + volume.text();
  }

  /// Each process makes copies but the dashboard's.
  private @Nullable S3Keys s3Keys(BackupRules rules) {
    Found access = inputs.find(Variable.S3_ACCESS_KEY);
    Found secret = inputs.find(Variable.S3_SECRET_KEY);
    findings.show(Variable.S3_ACCESS_KEY, access, "•••", "");
    findings.show(Variable.S3_SECRET_KEY, secret, "•••", "");
    boolean needed =
        scope != Scope.DASHBOARD
            && rules.copies().stream().anyMatch(CopyTarget.S3.class::isInstance);
    for (Variable one : List.of(Variable.S3_ACCESS_KEY, Variable.S3_SECRET_KEY)) {
      if (needed && inputs.find(one) == null) {
        findings.refuse(
            one,
            "nothing",
            "the key of the bucket in backup.copies of berry.yaml, or " + one + "_FILE");
      }
    }
    return access == null || secret == null
        ? null
        : new S3Keys(new Secret(access.text()), new Secret(secret.text()));
  }

  /// Whoever lives sends the next message, so each process needs them but one that only forwards.
  private EscalationKeys escalationKeys(EscalationRules rules, @Nullable DatabaseUrl database) {
    Found webhook = inputs.find(Variable.ESCALATION_SECRET);
    Found smtp = inputs.find(Variable.SMTP_PASSWORD);
    findings.show(Variable.ESCALATION_SECRET, webhook, "•••", "");
    findings.show(Variable.SMTP_PASSWORD, smtp, "•••", "");
    boolean sends = scope != Scope.DASHBOARD || database != null;
    if (webhook == null && rules.webhook() != null && sends) {
      findings.refuse(
          Variable.ESCALATION_SECRET,
          "nothing",
          "the secret that signs what escalation.webhook of berry.yaml is told, or"
              + " ESCALATION_SECRET_FILE");
    }
    if (webhook != null && !webhook.text().matches("[!-~]{16,512}")) {
      findings.refuse(
          Variable.ESCALATION_SECRET,
          "••• (" + webhook.text().length() + " characters)",
          "at least 16 letters, digits and signs of ASCII without spaces");
    }
    if (smtp == null && rules.mail() != null && sends) {
      findings.warn(
          "escalation.mail is sent without signing in, for SMTP_PASSWORD is not set; most servers"
              + " refuse that");
    }
    return new EscalationKeys(secret(webhook), secret(smtp));
  }

  private static @Nullable Secret secret(@Nullable Found found) {
    return found == null ? null : new Secret(found.text());
  }

  private Rules rules() {
    Found found = inputs.find(Variable.BERRY_CONFIG);
    Path path = path(Variable.BERRY_CONFIG, "berry.yaml", false);
    if (Files.isRegularFile(path)) {
      return RulesFile.read(path, findings.mistakes());
    }
    if (found != null && !Files.isDirectory(path)) {
      findings.refuse(Variable.BERRY_CONFIG, found, "a file that exists");
    }
    return Rules.NONE;
  }

  /// The document's two services meet in the database, and both must know the bot.
  private void requireWhatServicesShare(
      @Nullable Secret token, @Nullable DatabaseUrl database, @Nullable URI api) {
    if (scope == Scope.ALL || (scope == Scope.DASHBOARD && database == null && api != null)) {
      return;
    }
    String command = scope == Scope.BOT ? "berry start bot" : "berry start dashboard";
    if (database == null && inputs.find(Variable.DATABASE_URL) == null) {
      findings.refuse(
          Variable.DATABASE_URL,
          "nothing",
          "the database that bot and dashboard share: "
              + command
              + " can't use an embedded one (berry start runs both in one process)"
              + (scope == Scope.BOT ? "" : "; or REACT_APP_API_URL to forward /api to"));
    }
    if (token == null) {
      findings.refuse(
          Variable.BOT_TOKEN,
          "nothing",
          "the bot's token: the sandbox exists only in the all-in-one berry start");
    }
  }
}
