package berry.dashboard;

import static berry.http.Route.delete;
import static berry.http.Route.get;
import static berry.http.Route.post;

import berry.audience.TileRows;
import berry.conversations.Feed;
import berry.conversations.Figures;
import berry.conversations.Item;
import berry.http.Route;
import java.util.ArrayList;
import java.util.List;

/// Everything the dashboard answers, in one list. The API document is made from it.
public final class Routes {

  private static final String RANGE = "24h, 7d (usual), 30d, 90d, 12mo or all";
  private static final String TZ = "the viewer's time zone, as Europe/Moscow";
  private static final String DATA = "real (usual) or demo";
  private static final String BEFORE = "next of the page before";
  private static final String LIMIT = "1 to 100, usually 50";

  private final SessionApi session;
  private final MeApi me;
  private final OverviewApi overview;
  private final Live live;
  private final Probes probes;

  public Routes(SessionApi session, MeApi me, OverviewApi overview, Live live, Probes probes) {
    this.session = session;
    this.me = me;
    this.overview = overview;
    this.live = live;
    this.probes = probes;
  }

  public List<Route> table() {
    var table =
        new ArrayList<>(
            List.of(
                post("/api/session", session::open)
                    .bodyLimit(16 * 1024)
                    .summary("Sign in with Telegram's launch data or a one-time link")
                    .bodyLimit(SessionApi.LARGEST)
                    .takes(SessionApi.Credentials.class)
                    .gives(200, SessionApi.Session.class),
                delete("/api/session", session::close)
                    .summary("Sign out and end the session's streams")
                    .access("user")
                    .query("everywhere", "true: all my sessions and streams, on every device")
                    .gives(204),
                get("/api/me", me::me)
                    .summary("Who I am and where my question stands")
                    .access("user")
                    .gives(200, MeApi.Me.class),
                get("/api/me/activity", me::activity)
                    .summary("My figures and the last 14 days")
                    .access("user")
                    .query("tz", TZ)
                    .gives(200, Figures.Numbers.class),
                get("/api/me/messages", me::messages)
                    .summary("My messages and the answers, newest first")
                    .access("user")
                    .query("before", BEFORE)
                    .query("limit", LIMIT)
                    .query("filter", "all (usual), mine, answers or files")
                    .query("search", "a part of the text")
                    .gives(200, Listed.of(Item.class)),
                get("/api/me/messages/{id}", me::message)
                    .summary("One of my messages with its earlier texts")
                    .access("user")
                    .gives(200, MeApi.Detail.class),
                get("/api/overview", overview::overview)
                    .summary("The numbers of the whole bot")
                    .access("admin")
                    .query("range", RANGE)
                    .query("tz", TZ)
                    .query("data", DATA)
                    .gives(200, OverviewApi.Answer.class),
                get("/api/overview/feed", overview::feed)
                    .summary("The newest messages of everybody")
                    .access("admin")
                    .query("before", BEFORE)
                    .query("limit", LIMIT)
                    .query("data", DATA)
                    .gives(200, Listed.of(Feed.Entry.class)),
                get("/api/overview/rows", overview::rows)
                    .summary("The rows behind a tile")
                    .access("admin")
                    .query("tile", "unansweredNow, activePeople, newPeople or messagesIn")
                    .query("range", RANGE)
                    .query("tz", TZ)
                    .query("data", DATA)
                    .query("before", BEFORE)
                    .query("limit", LIMIT)
                    .gives(200, Listed.of(TileRows.Row.class)),
                get("/api/live", live::open)
                    .summary("Events that say which of the above has changed (text/event-stream)")
                    .access("user")
                    .header("Last-Event-ID", "the id of the last event heard")
                    .gives(200)));
    table.addAll(probes.routes());
    var document = new OpenApi(List.copyOf(table));
    table.add(get("/api/openapi.json", document::answer));
    return List.copyOf(table);
  }
}
