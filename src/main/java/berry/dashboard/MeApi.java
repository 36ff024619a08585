package berry.dashboard;

import berry.access.Role;
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
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What everybody may ask about themselves. Each question to the database names the caller.
public final class MeApi {

  private final Callers callers;
  private final People people;
  private final Messages messages;
  private final Figures figures;
  private final Clock clock;
  private final About about;

  public MeApi(Callers callers, Database database, People people, Clock clock, About about) {
    this.callers = callers;
    this.people = people;
    this.messages = new Messages(database);
    this.figures = new Figures(database);
    this.clock = clock;
    this.about = about;
  }

  public record Me(Self person, Question question, Bot bot, String version) {}

  /// @param username without @
  public record Bot(String username) {}

  /// One message and the texts it had before.
  public record Detail(
      String id,
      long chatId,
      String direction,
      String kind,
      @Nullable String text,
      Instant sentAt,
      @Nullable Instant editedAt,
      String state,
      @Nullable String reason,
      @Nullable String fileName,
      @Nullable Long fileSize,
      @Nullable String album,
      List<Messages.Version> versions) {}

  void me(Exchange exchange) throws IOException {
    Sessions.Caller caller = callers.require(Role.USER, exchange);
    Self self =
        people
            .seen(caller.personId())
            .map(seen -> Self.of(caller).seen(seen.first(), seen.last()))
            .orElseGet(() -> Self.of(caller));
    Question question = figures.question(caller.personId(), clock.instant());
    exchange.json(new Me(self, question, new Bot(about.username().get()), about.version()));
  }

  void activity(Exchange exchange) throws IOException {
    Sessions.Caller caller = callers.require(Role.USER, exchange);
    exchange.json(
        figures.of(
            caller.personId(), QueryParameters.zone(exchange, caller.timeZone()), clock.instant()));
  }

  void messages(Exchange exchange) throws IOException {
    Sessions.Caller caller = callers.require(Role.USER, exchange);
    Filter filter = QueryParameters.oneOf(exchange, "filter", Filter.ALL, MeApi::filter);
    int limit = QueryParameters.limit(exchange);
    String search = QueryParameters.search(exchange);
    exchange.json(
        QueryParameters.page(() ->
            messages.of(
                caller.personId(), QueryParameters.before(exchange), limit, filter, search)));
  }

  void message(Exchange exchange) throws IOException {
    Sessions.Caller caller = callers.require(Role.USER, exchange);
    exchange.json(
        messages
            .one(caller.personId(), exchange.parameter("id"))
            .map(MeApi::detail)
            .orElseThrow(() -> Problem.notFound("you have no such message")));
  }

  private static Optional<Filter> filter(String word) {
    return Arrays.stream(Filter.values())
        .filter(filter -> filter.name().toLowerCase(Locale.ROOT).equals(word))
        .findAny();
  }

  private static Detail detail(Messages.Detail detail) {
    Item item = detail.item();
    return new Detail(
        item.id(),
        item.chatId(),
        item.direction(),
        item.kind(),
        item.text(),
        item.sentAt(),
        item.editedAt(),
        item.state(),
        item.reason(),
        item.fileName(),
        item.fileSize(),
        item.album(),
        detail.versions());
  }
}
