package berry.sandbox;

import static berry.sandbox.ControlRequest.guarded;
import static berry.sandbox.ControlRequest.number;

import berry.http.EventStream;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// The chat page with what it reads: the view, its live stream, and how to launch the Mini App.
final class PageRoutes {

  /// A Mini App may live at any address its bot names, so any may be framed; nothing else comes
  /// from elsewhere.
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:;"
          + " media-src 'self'; connect-src 'self'; frame-src 'self' http: https:; base-uri 'none';"
          + " form-action 'none'; frame-ancestors 'none'";

  private static final Map<String, String> TYPES =
      Map.of(
          "html", "text/html; charset=utf-8",
          "css", "text/css; charset=utf-8",
          "js", "text/javascript; charset=utf-8",
          "svg", "image/svg+xml");

  private final World world;
  private final ChatView view;
  private final Launch launch;
  private final MiniApp miniApp;
  private final ControlRequest asked;

  PageRoutes(World world, ChatView view, Launch launch, MiniApp miniApp) {
    this.world = world;
    this.view = view;
    this.launch = launch;
    this.miniApp = miniApp;
    this.asked = new ControlRequest(world);
  }

  List<Route> at(String prefix) {
    String control = prefix + "/control";
    return List.of(
        Route.get(prefix, guarded(exchange -> file(exchange, "index.html"))).contentPolicy(POLICY),
        Route.get(
                prefix + "/page/{file}",
                guarded(exchange -> file(exchange, exchange.parameter("file"))))
            .contentPolicy(POLICY),
        Route.get(control + "/view", guarded(this::view)),
        Route.get(control + "/live", guarded(this::live)),
        Route.get(control + "/launch", guarded(this::launch)));
  }

  private static void file(Exchange exchange, String name) throws IOException {
    String type = TYPES.get(name.substring(name.lastIndexOf('.') + 1));
    if (type == null || !name.matches("[a-z-]+\\.[a-z]+")) {
      throw Problem.notFound("no such file");
    }
    try (@Nullable InputStream in = PageRoutes.class.getResourceAsStream("page/" + name)) {
      if (in == null) {
        throw Problem.notFound("no such file");
      }
      exchange.bytes(type, in.readAllBytes());
    }
  }

  private void view(Exchange exchange) throws IOException {
    exchange.json(view.read(id(exchange, "bot"), id(exchange, "person"), id(exchange, "chat")));
  }

  private static long id(Exchange exchange, String name) {
    @Nullable String text = exchange.query(name);
    return text == null ? 0 : number(text);
  }

  /// Says that something changed; the page then reads its view. At most 20 times a second.
  private void live(Exchange exchange) {
    EventStream stream = exchange.stream();
    Thread.ofVirtual().name("sandbox-live").start(() -> follow(stream));
  }

  private void follow(EventStream stream) {
    try (stream) {
      long seen = -1;
      while (!world.closed() && !stream.closed()) {
        long version = world.version();
        if (version != seen && !stream.send(null, "change", String.valueOf(version))) {
          return;
        }
        seen = version;
        long shown = version;
        world.await(Duration.ofMillis(50), stream::closed);
        world.await(Duration.ofSeconds(15), () -> world.version() != shown || stream.closed());
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Where the Mini App of a bot is, and fresh launch data for one person.
  ///
  /// `url` names a `web_app` button's address; otherwise the menu button's counts, then Berry's
  /// own.
  private void launch(Exchange exchange) throws IOException {
    Bot bot =
        Optional.ofNullable(world.with(() -> world.state().bots.get(id(exchange, "bot"))))
            .orElseThrow(() -> Problem.notFound("no such bot"));
    Person person = asked.person(id(exchange, "person"));
    @Nullable String wanted = exchange.query("url");
    ObjectNode answer = Trees.object();
    answer.put("url", wanted != null && Markup.isLink(wanted) ? wanted : address(bot, person));
    answer.put("initData", launch.initData(bot, person, exchange.query("start")));
    exchange.json(answer);
  }

  private String address(Bot bot, Person person) {
    JsonNode button = world.with(() -> Profile.button(bot, person.id()));
    String own = Trees.text(button.path("web_app"), "url");
    if (!own.isEmpty()) {
      // Only buttons that show a Mini App were checked when they were set.
      return Markup.isLink(own) ? own : "";
    }
    return bot.id() == World.BERRY ? miniApp.url() : "";
  }
}
