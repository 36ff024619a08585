package berry.inbox;

import berry.audience.ChatRow;
import berry.audience.PersonRow;
import berry.audience.Tally;
import berry.conversations.MessageRow;
import berry.database.ChangeBatch;
import berry.database.Subject;
import berry.database.Topic;
import berry.telegram.Chat;
import berry.telegram.Membership;
import berry.telegram.Message;
import berry.telegram.Sender;
import berry.telegram.ServiceLines;
import berry.telegram.Update;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The rows that fresh updates make: each person, chat and message once, in the order of their
/// keys, because that is the order in which every writer locks them.
final class Batch {

  /// Kept raw and counted, as information: nothing else comes of them.
  private static final Map<String, String> COUNTED =
      Map.of(
          "message_reaction", "reactions",
          "poll_answer", "poll_answers",
          "inline_query", "inline_queries",
          "chat_join_request", "join_requests",
          "business_message", "business_messages",
          "edited_business_message", "business_messages",
          "guest_message", "guest_messages");

  /// Messages of business accounts and guests have ids of other chats' counting: they are kept raw.
  private static final Set<String> MESSAGES =
      Set.of("message", "edited_message", "channel_post", "edited_channel_post");

  /// What follows `t.me/<bot>?start=`; a claim, an invitation or a contact's link is a secret for
  /// one use, not where somebody came from.
  private static final Pattern SOURCE =
      Pattern.compile("(?!claim_|invite_|oncall_)[A-Za-z0-9_-]{1,64}");

  private final Known known;
  private final SortedMap<Long, PersonRow> people = new TreeMap<>();
  private final SortedMap<Long, ChatRow> chats = new TreeMap<>();
  private final SortedMap<MessageRow.Key, List<MessageRow>> messages = new TreeMap<>();
  private final ChangeBatch changes = new ChangeBatch();
  private final Tally tally = new Tally();

  Batch(Known known) {
    this.known = known;
  }

  /// @param fresh in the order they came
  static Batch of(Collection<Arrival> fresh, Known known) {
    Batch batch = new Batch(known);
    for (Arrival arrival : fresh) {
      if (arrival.fault() == null && arrival.update() != null) {
        batch.add(arrival, arrival.update());
      }
    }
    return batch;
  }

  private void add(Arrival arrival, Update update) {
    Sender sender = update.sender();
    Chat chat = update.chat();
    if (sender != null) {
      PersonRow row = person(arrival, update, sender);
      people.merge(row.id(), row, PersonRow::and);
    }
    if (chat != null) {
      ChatRow row = chat(arrival, update, chat);
      chats.merge(row.id(), row, ChatRow::and);
    }
    Message message = MESSAGES.contains(update.kind()) ? update.message() : null;
    if (message != null && chat != null) {
      message(arrival, message, chat, sender == null ? null : sender.id());
      change(Topic.MESSAGE, arrival, update);
    } else if (sender != null) {
      change(Topic.PERSON, arrival, update);
    }
    count(arrival);
  }

  private PersonRow person(Arrival arrival, Update update, Sender sender) {
    String source = null;
    BotCommands.ParsedCommand heard = arrival.heard();
    if (heard != null
        && heard.name().equals("start")
        && SOURCE.matcher(heard.argument()).matches()) {
      source = heard.argument();
    }
    Boolean blocked = null;
    if (update.chat() != null && update.chat().isPrivate() && !sender.bot()) {
      if (arrival.is("my_chat_member") && update.membership() != null) {
        blocked = gone(update.membership());
      } else if (arrival.is("message")) {
        blocked = false;
      }
    }
    return new PersonRow(sender, source, arrival.at(), arrival.at(), blocked);
  }

  private ChatRow chat(Arrival arrival, Update update, Chat chat) {
    Boolean reachable = arrival.is("message") ? Boolean.TRUE : null;
    if (arrival.is("my_chat_member") && update.membership() != null) {
      reachable = !gone(update.membership());
    }
    Message message = update.message();
    Long migratedTo = message == null ? null : message.migrateTo();
    Instant waiting = asks(arrival, chat) ? arrival.at() : null;
    return new ChatRow(chat, arrival.at(), arrival.at(), waiting, reachable, migratedTo);
  }

  /// Whether somebody wrote something here that a person should answer.
  private boolean asks(Arrival arrival, Chat chat) {
    Sender human = arrival.human();
    return arrival.is("message")
        && chat.isPrivate()
        && human != null
        && !known.staff().contains(human.id())
        && !arrival.isCommand()
        && arrival.update() != null
        && arrival.update().message() != null
        && !ServiceLines.is(arrival.update().message().kind());
  }

  private void message(Arrival arrival, Message message, Chat chat, @Nullable Long personId) {
    MessageRow row =
        new MessageRow(
            key(arrival, message, chat),
            arrival.receivedAt(),
            personId,
            message.outgoing(),
            message.kind(),
            message.text(),
            arrival.isEdit() ? arrival.editedAt() : null,
            message.replyTo(),
            message.threadId(),
            message.album(),
            message.file(),
            personId != null && known.staff().contains(personId));
    messages.computeIfAbsent(row.key(), fresh -> new ArrayList<>()).add(row);
    if (message.migrateFrom() != null) {
      Chat former = new Chat(message.migrateFrom(), "group", chat.title(), null);
      ChatRow left = new ChatRow(former, arrival.at(), arrival.at(), null, null, chat.id());
      chats.merge(left.id(), left, ChatRow::and);
    }
  }

  /// A message without a date is the one of its id that is known, if there is one: of what comes
  /// twice, one is an edit.
  private MessageRow.Key key(Arrival arrival, Message message, Chat chat) {
    var key = new MessageRow.Key(chat.id(), message.id(), arrival.sentAt());
    if (!arrival.undated()) {
      return key;
    }
    var same = messages.subMap(key.at(Instant.MIN), key.at(Instant.MAX));
    Instant date = known.dates().get(new MessageRow.Place(chat.id(), message.id()));
    return same.isEmpty() ? (date == null ? key : key.at(date)) : same.lastKey();
  }

  private void count(Arrival arrival) {
    Sender human = arrival.human();
    if (human == null || known.staff().contains(human.id())) {
      return;
    }
    tally.active(human.id(), arrival.at());
    String metric = metric(arrival);
    if (metric != null) {
      tally.add(metric, arrival.at(), 1);
    }
    BotCommands.ParsedCommand heard = arrival.heard();
    if (heard != null && !heard.name().isEmpty()) {
      tally.add("commands:" + heard.name(), arrival.at(), 1);
    }
  }

  private static @Nullable String metric(Arrival arrival) {
    Update update = arrival.update();
    if (update == null) {
      return null;
    }
    Membership membership = update.membership();
    boolean inPrivate = update.chat() != null && update.chat().isPrivate();
    return switch (update.kind()) {
      case "callback_query" -> "buttons";
      case "my_chat_member" ->
          membership == null || !inPrivate ? null : gone(membership) ? "blocked" : "unblocked";
      default -> COUNTED.get(update.kind());
    };
  }

  /// Somebody wrote for the first time.
  void met(long personId) {
    PersonRow person = people.get(personId);
    if (person != null && !person.sender().bot() && !known.staff().contains(personId)) {
      tally.add("people_new", person.firstAt(), 1);
    }
  }

  /// A message was not there before. Counted only now: an edit may come without its original or
  /// before it, and a number is to be the rows behind it.
  void wrote(MessageRow.Key key) {
    MessageRow row = messages.getOrDefault(key, List.of()).getFirst();
    if (row.personId() != null && !row.outgoing() && !row.staff()) {
      tally.add("messages_in", key.sentAt(), 1);
    }
  }

  private void change(Topic topic, Arrival arrival, Update update) {
    Long personId = update.sender() == null ? null : update.sender().id();
    Long chatId = update.chat() == null ? null : update.chat().id();
    changes.add(topic, Subject.both(personId, chatId), arrival.receivedAt());
  }

  private static boolean gone(Membership membership) {
    return membership.after().equals("kicked") || membership.after().equals("left");
  }

  Collection<PersonRow> people() {
    return people.values();
  }

  Collection<ChatRow> chats() {
    return chats.values();
  }

  SortedMap<MessageRow.Key, List<MessageRow>> messages() {
    return messages;
  }

  ChangeBatch changes() {
    return changes;
  }

  Tally tally() {
    return tally;
  }
}
