package berry.sandbox;

import berry.http.Route;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A pretend Telegram: Bot API, people to write as, and a page to see it all.
///
/// It serves this machine only and keeps its state in one folder. Any number of bots of any
/// language may use it; [#botToken()] adds the one Berry runs itself.
public final class Sandbox implements AutoCloseable {

  private final World world;
  private final WebhookDelivery delivery;
  private final MiniApp miniApp = new MiniApp();
  private final List<Doors> local = new ArrayList<>();
  private final BotApiRoutes api;

  @FunctionalInterface
  private interface Doors {
    List<Route> at(String prefix);
  }

  /// Opens the sandbox, with all it remembers.
  ///
  /// @param folder usually `data/sandbox`; made when missing
  public Sandbox(Path folder, Clock clock) {
    this.world = new World(folder, clock);
    FileShelf shelf = new FileShelf(world, folder);
    Callbacks callbacks = new Callbacks(world);
    Faults faults = new Faults();
    FloodLimit flood = new FloodLimit();
    BotMethods methods = new BotMethods(world, shelf, callbacks, faults, flood);
    PersonActions actions = new PersonActions(world, callbacks);
    Launch launch = new Launch(world);
    this.delivery = new WebhookDelivery(world, methods, faults);
    this.api = new BotApiRoutes(methods, world, shelf);
    local.add(new ControlRoutes(world, launch)::at);
    local.add(new FaultRoutes(world, faults, flood)::at);
    local.add(new ActRoutes(world, actions, shelf)::at);
    local.add(new ChatRoutes(world, actions)::at);
    local.add(new PageRoutes(world, new ChatView(world, callbacks), launch, miniApp)::at);
    local.add(new FileRoutes(world, shelf)::at);
  }

  /// All routes: the Bot API (base address: the prefix), the control API and the chat page.
  ///
  /// @param prefix usually `/sandbox`
  public List<Route> routes(String prefix) {
    return Stream.concat(
            api.at(prefix).stream(),
            local.stream()
                .flatMap(door -> door.at(prefix).stream())
                .map(route -> route.admission(new LocalOnly()).access(LocalOnly.ACCESS)))
        .toList();
  }

  /// The Bot API without a path in front, for clients that can be told a host and a port only. A
  /// sandbox that runs alone offers it too.
  public List<Route> botApi() {
    return api.at("");
  }

  /// The token of Berry's own bot, which is made at the first call. Not called for a sandbox that
  /// runs alone.
  public String botToken() {
    return world.berry().token();
  }

  /// The name of Berry's own bot, without `@`.
  public String botUsername() {
    return world.berry().username();
  }

  /// The person the chat page calls "you".
  public Person owner() {
    return world.owner();
  }

  /// Where the Mini App of Berry's own bot is served; `/` until told otherwise.
  public void miniAppUrl(String url) {
    miniApp.url(url);
  }

  /// Ends all long polls and streams, and saves.
  @Override
  public void close() {
    delivery.close();
    world.close();
  }
}
