package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;

import berry.access.Sessions;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/// What to do when a rule fires: the pages of `docs/…/runbooks`, which are part of the program, so
/// that they are there when the rest of the world is not.
public final class RunbooksApi {

  private static final Pattern KEY = Pattern.compile("[a-z][a-z0-9-]{0,63}");

  private final RoleRoutes roles;

  public RunbooksApi(RoleRoutes roles) {
    this.roles = roles;
  }

  /// @param key of the rule
  /// @param language `ru` or `en`
  /// @param markdown the page as it stands in the documentation
  public record Runbook(String key, String language, String markdown) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/runbooks/{key}", this::runbook))
            .summary("What to do when a rule fires")
            .query("language", "ru or en, usually the caller's own")
            .gives(200, Runbook.class));
  }

  private void runbook(Exchange exchange, Sessions.Caller caller) throws IOException {
    String key = exchange.parameter("key");
    String language =
        QueryParameters.oneOf(exchange, "language", caller.language(), RunbooksApi::language);
    String page =
        page(key, language.startsWith("ru") ? "ru" : "en")
            .orElseThrow(() -> Problem.notFound("there is no runbook of that name"));
    exchange.json(new Runbook(key, language, page));
  }

  private static Optional<String> language(String word) {
    return word.equals("ru") || word.equals("en") ? Optional.of(word) : Optional.empty();
  }

  /// A name that could lead out of the folder is none.
  private static Optional<String> page(String key, String language) throws IOException {
    if (!KEY.matcher(key).matches()) {
      return Optional.empty();
    }
    String path = "/berry/docs/%s/runbooks/%s.md".formatted(language, key);
    try (InputStream page = RunbooksApi.class.getResourceAsStream(path)) {
      return page == null
          ? Optional.empty()
          : Optional.of(new String(page.readAllBytes(), StandardCharsets.UTF_8));
    }
  }
}
