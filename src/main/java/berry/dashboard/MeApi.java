package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;

import berry.access.Sessions;
import berry.audience.People;
import berry.conversations.Figures;
import berry.conversations.Filter;
import berry.conversations.Item;
import berry.conversations.Messages;
import berry.conversations.Question;
import berry.database.Database;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What everybody may ask about themselves. Each question to the database names the caller.
public final class MeApi {

  private final RoleRoutes roles;
  private final People people;
  private final Messages messages;
  private final Figures figures;
  private final Clock clock;
  private final About about;
  private final Supplier<Optional<Instant>> trouble;

  /// @param trouble since when Berry has one that people notice; asked for each time
  public MeApi(
      RoleRoutes roles,
      Database database,
      People people,
      Clock clock,
      About about,
      Supplier<Optional<Instant>> trouble) {
    this.roles = roles;
    this.people = people;
    this.messages = new Messages(database);
    this.figures = new Figures(database);
    this.clock = clock;
    this.about = about;
    this.trouble = trouble;
  }

  /// @param trouble when messages come late or answers don't leave; null when all is well
  public record Me(
      Self person, Question question, Bot bot, String version, @Nullable Trouble trouble) {}

  /// Something of Berry itself that people notice.
  public record Trouble(Instant since) {}

  /// @param username without @
  public record Bot(String username) {}

  public List<Route> routes() {
    return List.of(
        roles
            .user(get("/api/me", this::me))
            .summary("Who I am and where my question stands")
            .gives(200, Me.class),
        roles
            .user(get("/api/me/activity", this::activity))
            .summary("My figures and the last 14 days")
            .query("tz", QueryParameters.TZ)
            .gives(200, Figures.Numbers.class),
        roles
            .user(get("/api/me/messages", this::messages))
            .summary("My messages and the answers, newest first")
            .query("before", QueryParameters.BEFORE)
            .query("limit", QueryParameters.LIMIT)
            .query("filter", "all (usual), mine, answers or files")
            .query("search", "a part of the text")
            .gives(200, Listed.of(Item.class)),
        roles
            .user(get("/api/me/messages/{id}", this::message))
            .summary("One of my messages with its earlier texts")
            .gives(200, Messages.Detail.class));
  }

  private void me(Exchange exchange, Sessions.Caller caller) throws IOException {
    Self self =
        people
            .seen(caller.personId())
            .map(seen -> Self.of(caller).seen(seen.first(), seen.last()))
            .orElseGet(() -> Self.of(caller));
    Question question = figures.question(caller.personId(), clock.instant());
    exchange.json(
        new Me(
            self,
            question,
            new Bot(about.username().get()),
            about.version(),
            trouble.get().map(Trouble::new).orElse(null)));
  }

  private void activity(Exchange exchange, Sessions.Caller caller) throws IOException {
    exchange.json(
        figures.of(
            caller.personId(), QueryParameters.zone(exchange, caller.timeZone()), clock.instant()));
  }

  private void messages(Exchange exchange, Sessions.Caller caller) throws IOException {
    Filter filter = QueryParameters.oneOf(exchange, "filter", Filter.ALL, MeApi::filter);
    int limit = QueryParameters.limit(exchange);
    String search = QueryParameters.search(exchange);
    exchange.json(
        QueryParameters.page(() ->
            messages.of(
                caller.personId(), QueryParameters.before(exchange), limit, filter, search)));
  }

  private void message(Exchange exchange, Sessions.Caller caller) throws IOException {
    exchange.json(
        messages
            .one(caller.personId(), exchange.parameter("id"))
            .orElseThrow(() -> Problem.notFound("you have no such message")));
  }

  private static Optional<Filter> filter(String word) {
    return Arrays.stream(Filter.values())
        .filter(filter -> filter.name().toLowerCase(Locale.ROOT).equals(word))
        .findAny();
  }
}
