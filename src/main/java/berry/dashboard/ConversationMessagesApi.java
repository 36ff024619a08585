package berry.dashboard;

import static berry.dashboard.RoleRoutes.delete;
import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.patch;
import static berry.dashboard.RoleRoutes.post;
import static berry.dashboard.RoleRoutes.put;

import berry.access.Sessions;
import berry.answers.Answers;
import berry.answers.Outcome;
import berry.answers.Reply;
import berry.conversations.ConversationMessages;
import berry.conversations.Drafts;
import berry.conversations.ItemId;
import berry.conversations.Notes;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// One conversation, for the team: reading it, answering, changing what was answered, notes and
/// drafts.
public final class ConversationMessagesApi {

  private static final String PATH = "/api/conversations/{chatId}/messages";

  /// Visible characters, so that none of ours that follow can be part of it.
  private static final Pattern KEY = Pattern.compile("[!-~]{1,100}");

  private final RoleRoutes roles;
  private final ConversationMessages messages;
  private final Answers answers;
  private final Notes notes;
  private final Drafts drafts;

  public ConversationMessagesApi(
      RoleRoutes roles,
      ConversationMessages messages,
      Answers answers,
      Notes notes,
      Drafts drafts) {
    this.roles = roles;
    this.messages = messages;
    this.answers = answers;
    this.notes = notes;
    this.drafts = drafts;
  }

  /// @param files ids of uploads
  /// @param lastSeen id of the newest item that the writer has seen
  /// @param anyway although a colleague has answered meanwhile
  public record Written(
      @Nullable String text,
      @Nullable String replyTo,
      @Nullable List<@Nullable String> files,
      @Nullable String lastSeen,
      @Nullable Boolean anyway) {}

  public record Words(@Nullable String text) {}

  /// @param text empty to remove it
  public record Begun(@Nullable String text, @Nullable String replyTo) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get(PATH, this::read))
            .summary("All that stands in a conversation, newest first")
            .query("before", QueryParameters.BEFORE)
            .query("after", "previous of the page before: what is newer")
            .query("around", "id of an item: that and what stands around it")
            .query("limit", QueryParameters.LIMIT)
            .gives(200, ConversationMessages.Stretch.class),
        roles
            .operator(get(PATH + "/{id}", this::one))
            .summary("One item of a conversation with its earlier texts")
            .gives(200, ConversationMessages.Detail.class),
        roles
            .operator(post(PATH, this::reply))
            .summary(
                "Answer. 409 of the type /problems/colleague-answered, with author and at, when a"
                    + " colleague answered after lastSeen")
            .header("Idempotency-Key", "the same for all tries of one answer")
            .takes(Written.class)
            .gives(202, Outcome.Accepted.class),
        roles
            .operator(patch(PATH + "/{id}", this::edit))
            .summary("Change the words of an answer within 48 hours, or of a note of mine")
            .takes(Words.class)
            .gives(202, Outcome.Accepted.class),
        roles
            .operator(delete(PATH + "/{id}", this::remove))
            .summary("Take back an answer within 48 hours, or a note of mine")
            .gives(202, Outcome.Accepted.class),
        roles
            .operator(post(PATH + "/{id}/retry", this::retry))
            .summary("Try once more what failed: the answer, or the last change of it")
            .gives(202, Outcome.Accepted.class),
        roles
            .operator(post("/api/conversations/{chatId}/notes", this::note))
            .summary("Note something down, which only the team sees")
            .header("Idempotency-Key", "the same for all tries of one note")
            .takes(Words.class)
            .gives(204),
        roles
            .operator(put("/api/conversations/{chatId}/draft", this::draft))
            .summary("Keep what I have begun to write; an empty text removes it")
            .takes(Begun.class)
            .gives(204));
  }

  private void read(Exchange exchange, Sessions.Caller caller) throws IOException {
    long chatId = chat(exchange);
    int limit = QueryParameters.limit(exchange);
    var from =
        new ConversationMessages.From(
            QueryParameters.before(exchange),
            given(exchange.query("after")),
            given(exchange.query("around")));
    exchange.json(
        place(from, () -> messages.stretch(chatId, caller.personId(), from, limit))
            .orElseThrow(() -> Problem.notFound("there is no such conversation, or item in it")));
  }

  private interface Reading {
    Optional<ConversationMessages.Stretch> read();
  }

  private static Optional<ConversationMessages.Stretch> place(
      ConversationMessages.From from, Reading reading) {
    try {
      return reading.read();
    } catch (IllegalArgumentException _) {
      String name = from.after() == null ? "before" : "after";
      throw Problem.badRequest("the parameter '" + name + "' is no place in this list");
    }
  }

  private void one(Exchange exchange, Sessions.Caller caller) throws IOException {
    exchange.json(
        messages
            .one(chat(exchange), caller.personId(), exchange.parameter("id"))
            .orElseThrow(ConversationMessagesApi::missing));
  }

  private void reply(Exchange exchange, Sessions.Caller caller) throws IOException {
    Written written = exchange.json(Written.class);
    List<@Nullable String> files = written.files();
    String text = written.text();
    answer(
        exchange,
        answers.reply(
            new Reply(
                chat(exchange),
                caller.personId(),
                text == null ? "" : text,
                given(written.replyTo()),
                files == null ? List.of() : handles(files),
                given(written.lastSeen()),
                Boolean.TRUE.equals(written.anyway()),
                key(exchange))));
  }

  private static List<String> handles(List<@Nullable String> files) {
    return files.stream().map(one -> one == null ? "" : one).toList();
  }

  private static @Nullable String key(Exchange exchange) {
    String given = exchange.header("Idempotency-Key");
    if (given != null && !KEY.matcher(given).matches()) {
      throw Problem.badRequest("Idempotency-Key has 1 to 100 visible ASCII characters");
    }
    return given;
  }

  private void edit(Exchange exchange, Sessions.Caller caller) throws IOException {
    long chatId = chat(exchange);
    String id = exchange.parameter("id");
    String text = text(exchange.json(Words.class));
    if (ItemId.read(id) instanceof ItemId.Note note) {
      String words = note(text);
      answer(exchange, id, notes.edit(chatId, note.id(), caller.personId(), words));
    } else {
      answer(exchange, answers.edit(chatId, id, caller.personId(), text));
    }
  }

  private void remove(Exchange exchange, Sessions.Caller caller) throws IOException {
    long chatId = chat(exchange);
    String id = exchange.parameter("id");
    if (ItemId.read(id) instanceof ItemId.Note note) {
      answer(exchange, id, notes.delete(chatId, note.id(), caller.personId()));
    } else {
      answer(exchange, answers.delete(chatId, id, caller.personId()));
    }
  }

  private void retry(Exchange exchange, Sessions.Caller caller) throws IOException {
    answer(exchange, answers.retry(chat(exchange), exchange.parameter("id")));
  }

  private void note(Exchange exchange, Sessions.Caller caller) throws IOException {
    String text = note(text(exchange.json(Words.class)));
    if (!notes.add(chat(exchange), caller.personId(), text, key(exchange))) {
      throw unknownChat();
    }
    exchange.status(204);
  }

  private void draft(Exchange exchange, Sessions.Caller caller) throws IOException {
    Begun begun = exchange.json(Begun.class);
    String given = begun.text();
    String text = given == null ? "" : storable(given);
    String replyTo = given(begun.replyTo());
    if (text.length() > Drafts.LONGEST) {
      throw Problem.unprocessable(
          "a draft has at most " + Drafts.LONGEST + " characters, not " + text.length());
    }
    if (replyTo != null && ItemId.read(replyTo) == null) {
      throw Problem.unprocessable("'replyTo' is no id of an item");
    }
    if (!drafts.put(chat(exchange), caller.personId(), text, replyTo)) {
      throw unknownChat();
    }
    exchange.status(204);
  }

  private static void answer(Exchange exchange, Outcome outcome) throws IOException {
    switch (outcome) {
      case Outcome.Accepted accepted -> exchange.status(202).json(accepted);
      case Outcome.Missing missing -> throw Problem.notFound(missing.words());
      case Outcome.Wrong wrong -> throw Problem.unprocessable(wrong.words());
      case Outcome.Refused refused ->
          throw Problem.conflict(refused.words()).with("reason", refused.reason());
      case Outcome.Overtaken overtaken ->
          throw Problem.conflict(overtaken.author() + " has answered meanwhile")
              .type("colleague-answered")
              .with("author", overtaken.author())
              .with("at", overtaken.at());
    }
  }

  private static void answer(Exchange exchange, String id, Notes.Changed changed)
      throws IOException {
    switch (changed) {
      case DONE -> exchange.status(202).json(new Outcome.Accepted(id, "sent"));
      case MISSING -> throw missing();
      case NOT_YOURS ->
          throw Problem.conflict("only its author changes a note").with("reason", "not_yours");
    }
  }

  private static long chat(Exchange exchange) {
    return QueryParameters.chat(exchange).orElseThrow(ConversationMessagesApi::unknownChat);
  }

  private static String text(Words words) {
    String text = words.text();
    if (text == null) {
      throw Problem.badRequest("the field 'text' is missing");
    }
    return text;
  }

  private static String note(String text) {
    String tidy = storable(text).strip();
    if (tidy.isEmpty() || tidy.length() > Notes.LONGEST) {
      throw Problem.unprocessable(
          "a note has 1 to " + Notes.LONGEST + " characters, not " + tidy.length());
    }
    return tidy;
  }

  /// PostgreSQL keeps no U+0000.
  private static String storable(String text) {
    return text.replace("\0", "");
  }

  private static @Nullable String given(@Nullable String value) {
    return value == null || value.isEmpty() ? null : value;
  }

  private static Problem unknownChat() {
    return Problem.notFound("nobody has written in such a chat");
  }

  private static Problem missing() {
    return Problem.notFound("there is no such item in this conversation");
  }
}
