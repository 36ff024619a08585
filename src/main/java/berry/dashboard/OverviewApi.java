package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;

import berry.access.Sessions;
import berry.audience.Audience;
import berry.audience.Overview;
import berry.audience.Range;
import berry.audience.Tile;
import berry.audience.TileRows;
import berry.backup.Trust;
import berry.conversations.Feed;
import berry.database.DataSet;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.inbox.Outages;
import java.io.IOException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The numbers of the whole bot, for admins only.
public final class OverviewApi {

  private static final String RANGE = "24h, 7d (usual), 30d, 90d, 12mo or all";
  private static final String DATA = "real (usual) or demo";

  private final RoleRoutes roles;
  private final Audience audience;
  private final TileRows behind;
  private final Feed feed;
  private final Notices notices;

  public OverviewApi(
      RoleRoutes roles, Audience audience, TileRows behind, Feed feed, Notices notices) {
    this.roles = roles;
    this.audience = audience;
    this.behind = behind;
    this.feed = feed;
    this.notices = notices;
  }

  /// An overview with its strip.
  public record Answer(
      Overview.Period period,
      IntakeStatus strip,
      Trust backup,
      List<Overview.Attention> attention,
      Outages.@Nullable CaughtUp caughtUp,
      Overview.Tiles tiles,
      Overview.Series series,
      Overview.Lists lists) {}

  public List<Route> routes() {
    return List.of(
        roles
            .admin(get("/api/overview", this::overview))
            .summary("The numbers of the whole bot")
            .query("range", RANGE)
            .query("tz", QueryParameters.TZ)
            .query("data", DATA)
            .gives(200, Answer.class),
        roles
            .admin(get("/api/overview/feed", this::feed))
            .summary("The newest messages of everybody")
            .query("before", QueryParameters.BEFORE)
            .query("limit", QueryParameters.LIMIT)
            .query("data", DATA)
            .gives(200, Listed.of(Feed.Entry.class)),
        roles
            .admin(get("/api/overview/rows", this::rows))
            .summary("The rows behind a tile")
            .query("tile", "unansweredNow, activePeople, newPeople or messagesIn")
            .query("range", RANGE)
            .query("tz", QueryParameters.TZ)
            .query("data", DATA)
            .query("before", QueryParameters.BEFORE)
            .query("limit", QueryParameters.LIMIT)
            .gives(200, Listed.of(TileRows.Row.class)));
  }

  private void overview(Exchange exchange, Sessions.Caller caller) throws IOException {
    ZoneId zone = QueryParameters.zone(exchange, caller.timeZone());
    DataSet data = data(exchange);
    Overview found = audience.overview(range(exchange), zone, data);
    exchange.json(
        new Answer(
            found.period(),
            notices.strip(),
            notices.backup(),
            data == DataSet.DEMO ? found.attention() : notices.attention(found),
            data == DataSet.DEMO ? null : notices.caughtUp(),
            found.tiles(),
            found.series(),
            found.lists()));
  }

  private void feed(Exchange exchange, Sessions.Caller caller) throws IOException {
    DataSet data = data(exchange);
    int limit = QueryParameters.limit(exchange);
    exchange.json(
        QueryParameters.page(() -> feed.newest(QueryParameters.before(exchange), limit, data)));
  }

  private void rows(Exchange exchange, Sessions.Caller caller) throws IOException {
    String word = exchange.query("tile");
    Tile tile =
        Optional.ofNullable(word)
            .flatMap(Tile::of)
            .orElseThrow(() -> Problem.badRequest("the parameter 'tile' names no tile"));
    Range range = range(exchange);
    ZoneId zone = QueryParameters.zone(exchange, caller.timeZone());
    DataSet data = data(exchange);
    int limit = QueryParameters.limit(exchange);
    exchange.json(
        QueryParameters.page(
            () -> behind.rows(tile, range, zone, data, QueryParameters.before(exchange), limit)));
  }

  private static Range range(Exchange exchange) {
    return QueryParameters.oneOf(exchange, "range", Range.WEEK, Range::of);
  }

  private static DataSet data(Exchange exchange) {
    return QueryParameters.oneOf(
        exchange,
        "data",
        DataSet.REAL,
        word ->
            switch (word) {
              case "real" -> Optional.of(DataSet.REAL);
              case "demo" -> Optional.of(DataSet.DEMO);
              default -> Optional.empty();
            });
  }
}
