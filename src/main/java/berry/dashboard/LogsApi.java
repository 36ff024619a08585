package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;

import berry.access.Sessions;
import berry.diagnostics.LogEntry;
import berry.diagnostics.LogPage;
import berry.diagnostics.LogQuery;
import berry.diagnostics.LogReader;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The log of the replica that answers.
public final class LogsApi {

  /// An entry may have a stack of many pages.
  private static final int MOST = 100;

  private final RoleRoutes roles;
  private final LogReader log;
  private final Supplier<String> replica;

  /// @param replica this one's name
  public LogsApi(RoleRoutes roles, LogReader log, Supplier<String> replica) {
    this.roles = roles;
    this.log = log;
    this.replica = replica;
  }

  /// @param next for `before`: older ones; absent when there are none
  /// @param newest for `after`: what has come since
  public record Everything(
      List<LogEntry> items, @Nullable String next, @Nullable String newest, String replica) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/logs", this::look))
            .summary(
                "The log, newest first. A call reads so far back and no further: it may find"
                    + " nothing and still have a next")
            .query("level", "this or worse: debug, info, warn or error")
            .query("search", "in message, logger and stack")
            .query("update", "of one update, by its number")
            .query("request", "of one request, by its id")
            .query("before", QueryParameters.BEFORE)
            .query("after", "newest of an earlier answer: only what came since")
            .query("limit", QueryParameters.LIMIT)
            .gives(200, Everything.class));
  }

  private void look(Exchange exchange, Sessions.Caller caller) throws IOException {
    LogQuery query =
        new LogQuery(
            given(exchange, "level", LogsApi::level),
            QueryParameters.search(exchange),
            given(exchange, "update", LogsApi::number),
            given(exchange, "request", LogsApi::id),
            null);
    String after = given(exchange, "after", LogsApi::place);
    LogPage page =
        QueryParameters.page(() ->
            log.read(
                query,
                QueryParameters.before(exchange),
                after,
                Math.min(MOST, QueryParameters.limit(exchange))));
    exchange.json(new Everything(page.items(), page.next(), page.newest(), replica.get()));
  }

  private static <T> @Nullable T given(
      Exchange exchange, String name, Function<String, Optional<T>> reading) {
    String given = exchange.query(name);
    if (given == null || given.isEmpty()) {
      return null;
    }
    return reading
        .apply(given)
        .orElseThrow(
            () -> Problem.badRequest("the parameter '" + name + "' is not one of its values"));
  }

  private static Optional<String> level(String text) {
    return LogQuery.LEVELS.contains(text) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<String> place(String text) {
    return LogReader.isPlace(text) ? Optional.of(text) : Optional.empty();
  }

  private static Optional<Long> number(String text) {
    return text.matches("-?\\d{1,18}") ? Optional.of(Long.valueOf(text)) : Optional.empty();
  }

  private static Optional<String> id(String text) {
    return text.matches("[A-Za-z0-9._-]{1,64}") ? Optional.of(text) : Optional.empty();
  }
}
