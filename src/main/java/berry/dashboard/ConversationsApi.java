package berry.dashboard;

import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.post;

import berry.access.Audit;
import berry.access.Sessions;
import berry.conversations.Assignments;
import berry.conversations.Conversation;
import berry.conversations.ConversationFacets;
import berry.conversations.ConversationHeader;
import berry.conversations.ConversationList;
import berry.conversations.ConversationStates;
import berry.conversations.Tab;
import berry.database.Changes;
import berry.database.Database;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import berry.settings.Choices;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The inbox of the team: who waits, who is done, whose task it is.
public final class ConversationsApi {

  private static final Set<String> LANGUAGES = Set.of("ru", "en");
  private static final int MOST_TAGS = 20;
  private static final int LONGEST_TAG = 40;
  private static final Duration LONGEST_SNOOZE = Duration.ofDays(366);

  private final RoleRoutes roles;
  private final ConversationList list;
  private final ConversationFacets facets;
  private final ConversationHeader header;
  private final ConversationStates states;
  private final Assignments assignments;
  private final Choices choices;
  private final Clock clock;

  public ConversationsApi(
      RoleRoutes roles,
      Database database,
      Changes changes,
      Audit audit,
      Choices choices,
      Clock clock) {
    this.roles = roles;
    this.list = new ConversationList(database);
    this.facets = new ConversationFacets(database);
    this.header = new ConversationHeader(database);
    this.states = new ConversationStates(changes);
    this.assignments = new Assignments(changes, audit);
    this.choices = choices;
    this.clock = clock;
  }

  /// @param limitMinutes from when on a waiting person counts as waiting too long
  public record Answer(
      List<Conversation> items,
      @Nullable String next,
      ConversationList.Counts counts,
      int limitMinutes) {}

  /// @param limitMinutes from when on a waiting person counts as waiting too long
  public record Opened(
      Conversation conversation,
      ConversationHeader.Details details,
      ConversationHeader.@Nullable Draft draft,
      List<Conversation.Colleague> replying,
      int limitMinutes) {}

  /// @param done false to open it again; absent for true
  /// @param lastSeen id of the newest item that whoever closes it has seen
  public record Done(@Nullable Boolean done, @Nullable String lastSeen) {}

  /// @param until null to end it
  /// @param lastSeen id of the newest item that whoever puts it off has seen
  public record Snooze(@Nullable Instant until, @Nullable String lastSeen) {}

  /// @param staffId null for nobody
  public record Assign(@Nullable Long staffId) {}

  public record Tags(@Nullable List<@Nullable String> tags) {}

  /// @param at when the newest message on the screen was sent
  public record Read(@Nullable Instant at) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/conversations", this::page))
            .summary("Conversations of a list, and how many each list has")
            .query("tab", "unanswered (usual), mine, all or done")
            .query("search", "words in names or texts; the last may be the beginning of one")
            .query("tag", "only with that tag")
            .query("language", "ru or en")
            .query("source", "only who came by that link")
            .query("unread", "true: only what I have not read")
            .query("before", QueryParameters.BEFORE)
            .query("limit", QueryParameters.LIMIT)
            .gives(200, Answer.class),
        roles
            .operator(get("/api/conversations/facets", this::facets))
            .summary("What conversations can be filtered by, and who they can be given to")
            .gives(200, ConversationFacets.Facets.class),
        roles
            .operator(get("/api/conversations/{chatId}", this::opened))
            .summary("One conversation, my draft in it, and who else writes")
            .gives(200, Opened.class),
        roles
            .operator(post("/api/conversations/{chatId}/done", this::done))
            .summary(
                "Nobody waits there any more, until the next question. 409 of the type"
                    + " /problems/newer-message, with at, when people wrote after lastSeen")
            .takes(Done.class)
            .gives(204),
        roles
            .operator(post("/api/conversations/{chatId}/snooze", this::snooze))
            .summary(
                "Put it off until a moment, or until the person writes. 409 of the type"
                    + " /problems/newer-message, with at, when people wrote after lastSeen")
            .takes(Snooze.class)
            .gives(204),
        roles
            .operator(post("/api/conversations/{chatId}/assign", this::assign))
            .summary("Give it to somebody of the team, or to nobody")
            .takes(Assign.class)
            .gives(204),
        roles
            .operator(post("/api/conversations/{chatId}/tags", this::tags))
            .summary("Set its tags")
            .takes(Tags.class)
            .gives(204),
        roles
            .operator(post("/api/conversations/{chatId}/read", this::read))
            .summary("I have read up to there")
            .takes(Read.class)
            .gives(204));
  }

  private void page(Exchange exchange, Sessions.Caller caller) throws IOException {
    Tab tab = QueryParameters.oneOf(exchange, "tab", Tab.UNANSWERED, Tab::of);
    var filters =
        new ConversationList.Filters(
            QueryParameters.search(exchange),
            text(exchange, "tag"),
            language(exchange),
            text(exchange, "source"),
            QueryParameters.oneOf(exchange, "unread", false, ConversationsApi::flag));
    int most = QueryParameters.limit(exchange);
    Duration limit = choices.answerLimit();
    var look = new ConversationList.Look(clock.instant(), limit);
    ConversationList.Listed found =
        QueryParameters.page(() ->
            list.page(
                tab, filters, caller.personId(), look, QueryParameters.before(exchange), most));
    exchange.json(
        new Answer(
            found.page().items(), found.page().next(), found.counts(), (int) limit.toMinutes()));
  }

  private void facets(Exchange exchange, Sessions.Caller caller) throws IOException {
    exchange.json(facets.now());
  }

  private void opened(Exchange exchange, Sessions.Caller caller) throws IOException {
    ConversationHeader.Opened opened =
        header
            .of(chat(exchange), caller.personId(), clock.instant())
            .orElseThrow(ConversationsApi::unknown);
    exchange.json(
        new Opened(
            opened.conversation(),
            opened.details(),
            opened.draft(),
            opened.replying(),
            (int) choices.answerLimit().toMinutes()));
  }

  private void done(Exchange exchange, Sessions.Caller caller) throws IOException {
    Done given = exchange.json(Done.class);
    long chat = chat(exchange);
    String lastSeen = given.lastSeen();
    if (Boolean.FALSE.equals(given.done())) {
      settle(exchange, states.reopen(chat));
    } else if (lastSeen == null || lastSeen.isEmpty()) {
      settle(exchange, states.done(chat, clock.instant()));
    } else {
      close(exchange, states.done(chat, clock.instant(), lastSeen));
    }
  }

  private static void close(Exchange exchange, ConversationStates.Closing closing) {
    switch (closing) {
      case ConversationStates.Closing.Done _ -> exchange.status(204);
      case ConversationStates.Closing.NoChat _ -> throw unknown();
      case ConversationStates.Closing.NoItem _ ->
          throw invalid("'lastSeen' names no item of this conversation");
      case ConversationStates.Closing.Newer newer ->
          throw Problem.conflict("there is a newer message, which you have not seen")
              .type("newer-message")
              .with("at", newer.at());
    }
  }

  private void snooze(Exchange exchange, Sessions.Caller caller) throws IOException {
    Snooze given = exchange.json(Snooze.class);
    Instant until = given.until();
    String lastSeen = given.lastSeen();
    Instant now = clock.instant();
    if (until != null && !until.isAfter(now)) {
      throw invalid("'until' is " + until + ", which lies behind us: name a moment to come");
    }
    if (until != null && until.isAfter(now.plus(LONGEST_SNOOZE))) {
      throw invalid("'until' is " + until + ", which is more than a year ahead");
    }
    if (until == null || lastSeen == null || lastSeen.isEmpty()) {
      settle(exchange, states.snooze(chat(exchange), until));
    } else {
      close(exchange, states.snooze(chat(exchange), until, lastSeen));
    }
  }

  private void assign(Exchange exchange, Sessions.Caller caller) throws IOException {
    Long staffId = exchange.json(Assign.class).staffId();
    switch (assignments.assign(chat(exchange), staffId, caller.personId())) {
      case DONE -> exchange.status(204);
      case NO_CHAT -> throw unknown();
      case NO_COLLEAGUE -> throw invalid("'staffId' is " + staffId + ", who is none of the team");
    }
  }

  private void tags(Exchange exchange, Sessions.Caller caller) throws IOException {
    settle(exchange, states.tag(chat(exchange), tags(exchange.json(Tags.class))));
  }

  private static List<String> tags(Tags given) {
    List<@Nullable String> all = given.tags();
    if (all == null) {
      throw invalid("'tags' is missing: send a list, which may be empty");
    }
    List<String> tags = new ArrayList<>();
    for (String one : all) {
      String tag = TagName.of(one == null ? "" : one);
      int length = tag.codePointCount(0, tag.length());
      if (length < 1
          || length > LONGEST_TAG
          || tag.codePoints().anyMatch(Character::isISOControl)) {
        throw invalid(
            "'tags' has one of %d characters: each has 1 to %d on one line"
                .formatted(length, LONGEST_TAG));
      }
      tags.add(tag);
    }
    List<String> distinct = TagName.distinct(tags);
    if (distinct.size() > MOST_TAGS) {
      throw invalid("'tags' has " + distinct.size() + ": at most " + MOST_TAGS);
    }
    return distinct;
  }

  /// A mark ahead of time would hide what comes until then; one of before there were dates is no
  /// moment that PostgreSQL knows.
  private void read(Exchange exchange, Sessions.Caller caller) throws IOException {
    Instant at = exchange.json(Read.class).at();
    if (at == null) {
      throw invalid("'at' is missing: send when the newest message you have read was sent");
    }
    Instant now = clock.instant();
    Instant past = at.isAfter(now) ? now : at.isBefore(Instant.EPOCH) ? Instant.EPOCH : at;
    settle(exchange, states.read(chat(exchange), caller.personId(), past));
  }

  private static void settle(Exchange exchange, boolean found) {
    if (!found) {
      throw unknown();
    }
    exchange.status(204);
  }

  private static long chat(Exchange exchange) {
    return QueryParameters.chat(exchange).orElseThrow(ConversationsApi::unknown);
  }

  private static @Nullable String text(Exchange exchange, String name) {
    String given = exchange.query(name);
    return given == null || given.isEmpty() ? null : given.replace("\0", "");
  }

  private static @Nullable String language(Exchange exchange) {
    String given = text(exchange, "language");
    return given == null
        ? null
        : QueryParameters.oneOf(
            exchange,
            "language",
            given,
            word -> LANGUAGES.contains(word) ? Optional.of(word) : Optional.empty());
  }

  private static Optional<Boolean> flag(String word) {
    return switch (word) {
      case "true" -> Optional.of(true);
      case "false" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Problem unknown() {
    return Problem.notFound("nobody has written in this chat");
  }

  private static Problem invalid(String detail) {
    return Problem.of(422, "Not possible", detail);
  }
}
