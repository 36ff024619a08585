package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;

import berry.access.Sessions;
import berry.config.Configuration;
import berry.config.Rules;
import berry.config.Shown;
import berry.config.Source;
import berry.diagnostics.Deploy;
import berry.diagnostics.Deploys;
import berry.diagnostics.Finding;
import berry.diagnostics.Rounds;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.settings.Choices;
import berry.settings.SettingsHistory;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What Berry itself is and how it is set up: deploys, the doctor, the configuration in force.
public final class SystemApi {

  private final RoleRoutes roles;
  private final Deploys deploys;
  private final Rounds doctor;
  private final Configuration configuration;
  private final Choices choices;
  private final SettingsHistory history;
  private final Supplier<Versions> versions;

  public SystemApi(
      RoleRoutes roles,
      Deploys deploys,
      Rounds doctor,
      Configuration configuration,
      Choices choices,
      SettingsHistory history,
      Supplier<Versions> versions) {
    this.roles = roles;
    this.deploys = deploys;
    this.doctor = doctor;
    this.configuration = configuration;
    this.choices = choices;
    this.history = history;
    this.versions = versions;
  }

  /// @param level `ok`, `warn` or `fail`
  public record Check(String check, String level, String why, @Nullable String fix) {
    private static Check of(Finding found) {
      return new Check(
          found.check(),
          found.level().name().toLowerCase(Locale.ROOT),
          found.why(),
          found.fix().orElse(null));
    }
  }

  /// @param at when it was looked, at most a quarter of a minute ago
  public record Examined(Instant at, boolean ok, List<Check> checks) {}

  /// @param id of the deploy, for `before` of the next page
  /// @param verdict `good` or `bad`; absent until ten minutes after it
  public record Item(
      String id,
      String version,
      @Nullable String commit,
      @Nullable String message,
      Instant at,
      String replica,
      @Nullable String before,
      @Nullable String verdict,
      @Nullable Instant judgedAt,
      List<Check> findings) {
    private static Item of(Deploy one) {
      return new Item(
          Long.toString(one.id()),
          one.version(),
          one.commit(),
          one.message(),
          one.at(),
          one.replica(),
          one.before(),
          one.verdict(),
          one.judgedAt(),
          one.findings().stream().map(Check::of).toList());
    }
  }

  public record Page(List<Item> items, @Nullable String next) {}

  /// @param value as it may be shown: secrets are three dots
  /// @param source where it stands: `flag`, `environment`, `file`, `.env`, `berry.yaml`,
  ///   `railway.toml`, `dashboard` or `default`
  /// @param pinned whether the dashboard can't change it
  public record Setting(String name, String value, String source, boolean secret, boolean pinned) {}

  public record Warning(String name, String text) {}

  /// @param postgres absent while the database is away
  /// @param schema the newest migration
  public record Versions(
      String berry,
      @Nullable String commit,
      String java,
      @Nullable String postgres,
      @Nullable String schema) {}

  public record Everything(List<Setting> settings, List<Warning> warnings, Versions versions) {}

  /// Who changed a setting; secrets are three dots.
  ///
  /// @param id of the change, for `before` of the next page
  /// @param before JSON as text; absent where the default was in force
  /// @param after JSON as text; absent where the default is in force again
  public record Change(
      String id,
      Instant at,
      String name,
      @Nullable String before,
      @Nullable String after,
      long by,
      String byName) {
    private static Change of(SettingsHistory.Change one) {
      return new Change(
          Long.toString(one.id()),
          one.at(),
          one.name(),
          one.before(),
          one.after(),
          one.by(),
          one.byName());
    }
  }

  public record Changes(List<Change> items, @Nullable String next) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/deploys", this::deploys))
            .summary("Which versions began to run, newest first, and whether each did well")
            .query("before", QueryParameters.BEFORE)
            .query("limit", QueryParameters.LIMIT)
            .gives(200, Page.class),
        roles
            .operator(get("/api/system/doctor", this::examine))
            .summary("Every check with why and fix; one look for all who ask within 15 s")
            .gives(200, Examined.class),
        roles
            .admin(get("/api/system/config", this::config))
            .summary("What is set, where it stands, what to look at; secrets masked")
            .gives(200, Everything.class),
        roles
            .admin(get("/api/system/changes", this::changes))
            .summary("Who changed which setting, newest first; secrets masked")
            .query("before", QueryParameters.BEFORE)
            .query("limit", QueryParameters.LIMIT)
            .gives(200, Changes.class));
  }

  private void deploys(Exchange exchange, Sessions.Caller caller) throws IOException {
    int limit = Math.min(100, QueryParameters.limit(exchange));
    List<Deploy> found = deploys.page(before(exchange), limit + 1);
    List<Item> items = found.stream().limit(limit).map(Item::of).toList();
    exchange.json(new Page(items, found.size() > limit ? items.getLast().id() : null));
  }

  private void changes(Exchange exchange, Sessions.Caller caller) throws IOException {
    int limit = Math.min(100, QueryParameters.limit(exchange));
    List<SettingsHistory.Change> found = history.page(before(exchange), limit + 1);
    List<Change> items = found.stream().limit(limit).map(Change::of).toList();
    exchange.json(new Changes(items, found.size() > limit ? items.getLast().id() : null));
  }

  private static @Nullable Long before(Exchange exchange) {
    String before = QueryParameters.before(exchange);
    if (before != null && !before.matches("[1-9]\\d{0,17}")) {
      throw Problem.badRequest("the parameter 'before' is no place in this list");
    }
    return before == null ? null : Long.valueOf(before);
  }

  private void examine(Exchange exchange, Sessions.Caller caller) throws IOException {
    Rounds.Round round = doctor.look();
    exchange.json(
        new Examined(round.at(), round.ok(), round.findings().stream().map(Check::of).toList()));
  }

  private void config(Exchange exchange, Sessions.Caller caller) throws IOException {
    List<Setting> settings = new ArrayList<>();
    configuration.values().forEach(one -> settings.add(setting(one)));
    Rules rules = configuration.rules();
    settings.add(
        rule(
            "timeZone",
            choices.timeZone().getId(),
            rules.timeZone() != null,
            choices.timeZone().equals(Rules.USUAL_TIME_ZONE)));
    settings.add(
        rule(
            "answerLimit",
            choices.answerLimit().toString(),
            rules.answerLimit() != null,
            choices.answerLimit().equals(Rules.USUAL_ANSWER_LIMIT)));
    settings.add(
        rule(
            "retention.incoming",
            choices.rawRetention().toString(),
            rules.rawRetention() != null,
            choices.rawRetention().equals(Rules.USUAL_RAW_RETENTION)));
    rules
        .shown()
        .forEach(one ->
            settings.add(
                new Setting(
                    one.name(),
                    one.value(),
                    one.file().isEmpty() ? "default" : one.file(),
                    false,
                    !one.file().isEmpty())));
    exchange.json(new Everything(settings, warnings(), versions.get()));
  }

  private static Setting setting(Shown one) {
    return new Setting(
        one.variable().name(),
        one.value(),
        source(one.source()),
        one.variable().secret(),
        one.source() != Source.DEFAULT);
  }

  private static String source(Source source) {
    return switch (source) {
      case FLAG -> "flag";
      case ENVIRONMENT -> "environment";
      case DOTENV -> ".env";
      case ENVIRONMENT_FILE, DOTENV_FILE -> "file";
      case DEFAULT -> "default";
    };
  }

  private static Setting rule(String name, String value, boolean pinned, boolean usual) {
    String source = pinned ? "berry.yaml" : usual ? "default" : "dashboard";
    return new Setting(name, value, source, false, pinned);
  }

  /// A warning begins with the name it is about, where it is about one.
  private List<Warning> warnings() {
    return configuration.warnings().stream()
        .map(text -> new Warning(text.replaceFirst("^([A-Z][A-Z0-9_]+)?.*", "$1"), text))
        .toList();
  }
}
