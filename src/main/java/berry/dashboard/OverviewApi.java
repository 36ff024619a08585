package berry.dashboard;

import berry.access.Role;
import berry.access.Sessions;
import berry.audience.Audience;
import berry.audience.Overview;
import berry.audience.Range;
import berry.audience.Tile;
import berry.audience.TileRows;
import berry.conversations.Feed;
import berry.database.DataSet;
import berry.http.Exchange;
import berry.http.Problem;
import java.io.IOException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The numbers of the whole bot, for admins only.
public final class OverviewApi {

  private final Callers callers;
  private final Audience audience;
  private final TileRows behind;
  private final Feed feed;
  private final Supplier<IntakeStatus> strip;

  /// @param strip how Berry itself is; asked for with each overview
  public OverviewApi(
      Callers callers,
      Audience audience,
      TileRows behind,
      Feed feed,
      Supplier<IntakeStatus> strip) {
    this.callers = callers;
    this.audience = audience;
    this.behind = behind;
    this.feed = feed;
    this.strip = strip;
  }

  /// An overview with its strip.
  public record Answer(
      String range,
      String timeZone,
      Instant from,
      Instant to,
      boolean hasDemo,
      int limitMinutes,
      IntakeStatus strip,
      List<Overview.Attention> attention,
      Overview.@Nullable CaughtUp caughtUp,
      Overview.Tiles tiles,
      Overview.Series series,
      Overview.Lists lists) {}

  void overview(Exchange exchange) throws IOException {
    Sessions.Caller caller = callers.require(Role.ADMIN, exchange);
    ZoneId zone = QueryParameters.zone(exchange, caller.timeZone());
    Overview found = audience.overview(range(exchange), zone, data(exchange));
    exchange.json(
        new Answer(
            found.range(),
            found.timeZone(),
            found.from(),
            found.to(),
            found.hasDemo(),
            found.limitMinutes(),
            strip.get(),
            found.attention(),
            found.caughtUp(),
            found.tiles(),
            found.series(),
            found.lists()));
  }

  void feed(Exchange exchange) throws IOException {
    callers.require(Role.ADMIN, exchange);
    DataSet data = data(exchange);
    int limit = QueryParameters.limit(exchange);
    exchange.json(
        QueryParameters.page(() -> feed.newest(QueryParameters.before(exchange), limit, data)));
  }

  void rows(Exchange exchange) throws IOException {
    Sessions.Caller caller = callers.require(Role.ADMIN, exchange);
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
