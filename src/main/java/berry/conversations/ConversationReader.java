package berry.conversations;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One question, within its transaction.
///
/// @param privately whether it is one person's chat
/// @param viewer who of the team looks: notes are changed by their author only
record ConversationReader(
    ConversationMessageStore store, long chatId, boolean privately, long viewer, Instant now) {

  /// What is older than a place.
  ConversationMessages.Stretch older(Place place, int count) {
    Half half = olderHalf(place, count);
    return new ConversationMessages.Stretch(
        shown(half.rows()), half.more(), place.equals(Place.END) ? null : place.text());
  }

  /// What is newer than a place, the nearest to it.
  ConversationMessages.Stretch newer(Place place, int count) {
    Half half = newerHalf(place, count);
    return new ConversationMessages.Stretch(
        shown(half.rows().reversed()), place.text(), half.more());
  }

  Optional<ConversationMessages.Stretch> around(String id, int count) {
    return find(id)
        .map(line -> {
          Place behind = behind(line);
          int newer = count / 2;
          Half after = newerHalf(behind, newer);
          Half before = olderHalf(behind, count - newer);
          var rows = new ArrayList<>(after.rows().reversed());
          rows.addAll(before.rows());
          return new ConversationMessages.Stretch(shown(rows), before.more(), after.more());
        });
  }

  Optional<ConversationMessages.Detail> detail(String id) {
    return find(id)
        .map(line -> {
          boolean kept = !line.waits() && line.deletedAt() == null;
          List<Messages.Version> versions =
              kept
                  ? store.texts(chatId, line.number(), line.at()).stream()
                      .map(Messages::shown)
                      .toList()
                  : List.of();
          return new ConversationMessages.Detail(
              shown(List.of(row(id, line))).getFirst(), versions);
        });
  }

  Optional<MessageStore.Line> find(String id) {
    return switch (ItemId.read(id)) {
      case ItemId.Queued one ->
          store.queued(chatId, one.outgoingId()).map(ConversationMessageStore.Row::line);
      case ItemId.Message one when one.chatId() == chatId ->
          store
              .message(chatId, one.messageId(), one.sentAt())
              .map(ConversationMessageStore.Row::line);
      case ItemId.Message elsewhere -> Optional.empty();
      case ItemId.Note one -> store.note(chatId, one.id());
      case null -> Optional.empty();
    };
  }

  ConversationMessages.Own own(MessageStore.Line line) {
    String album = line.album();
    Long queued = line.outgoingId();
    Long whole =
        album == null
            ? null
            : line.waits() ? queued : store.queuedAs(chatId, album, line.number()).orElse(null);
    return new ConversationMessages.Own(
        queued,
        line.waits() ? null : (Long) line.number(),
        whole,
        !line.kind().equals("text"),
        PlainText.of(line.text(), line.parseMode()),
        line.state(),
        FailedChanges.of(store, chatId, List.of(line)).id(line),
        Changing.edit(line, now),
        Changing.delete(line, now));
  }

  private ConversationMessageStore.Row row(String id, MessageStore.Line line) {
    return line.waits() || !line.direction().equals("in")
        ? plain(line)
        : store
            .message(chatId, line.number(), line.at())
            .orElseThrow(() -> new IllegalStateException(id + " was there a moment ago"));
  }

  private static ConversationMessageStore.Row plain(MessageStore.Line line) {
    return new ConversationMessageStore.Row(line, null, null, null);
  }

  /// Right behind an item, among its own kind and among the others.
  private Place behind(MessageStore.Line line) {
    if (!line.waits()) {
      return Place.END.othersAt(line.at()).behind(line);
    }
    Place others = new Place(0, Instant.EPOCH, Instant.EPOCH, 0, 0).behind(line);
    return store
        .spot(chatId, line.at())
        .map(spot -> others.messagesBehind(spot.number(), spot.at()))
        .orElse(others);
  }

  /// @param rows in the order they were read
  /// @param more the place behind the last; null when nothing follows
  private record Half(List<ConversationMessageStore.Row> rows, @Nullable String more) {}

  private Half olderHalf(Place place, int count) {
    var messages = store.messagesBefore(chatId, place.number(), place.sentAt(), count + 1);
    var others =
        store.othersBefore(chatId, place.at(), place.pending(), place.id(), count + 1).stream()
            .map(ConversationReader::plain)
            .toList();
    var rows = merged(messages, others, count, (one, other) -> !one.isBefore(other));
    Place last = place;
    for (ConversationMessageStore.Row row : rows) {
      last = last.before(row.line());
    }
    boolean more = messages.size() + others.size() > rows.size();
    return new Half(rows, more ? last.text() : null);
  }

  private Half newerHalf(Place place, int count) {
    var messages = store.messagesFrom(chatId, place.number(), place.sentAt(), count + 1);
    var others =
        store.othersFrom(chatId, place.at(), place.pending(), place.id(), count + 1).stream()
            .map(ConversationReader::plain)
            .toList();
    var rows = merged(messages, others, count, Instant::isBefore);
    Place last = place;
    for (ConversationMessageStore.Row row : rows) {
      last = last.behind(row.line());
    }
    boolean more = messages.size() + others.size() > rows.size();
    return new Half(rows, more ? last.text() : null);
  }

  /// What is not a message counts as newer than a message of the same moment.
  private interface OtherFirst {
    boolean takes(Instant other, Instant message);
  }

  private static List<ConversationMessageStore.Row> merged(
      List<ConversationMessageStore.Row> messages,
      List<ConversationMessageStore.Row> others,
      int count,
      OtherFirst otherFirst) {
    var rows = new ArrayList<ConversationMessageStore.Row>();
    int message = 0;
    int other = 0;
    while (rows.size() < count && message + other < messages.size() + others.size()) {
      boolean takesOther =
          message == messages.size()
              || (other < others.size()
                  && otherFirst.takes(
                      others.get(other).line().at(), messages.get(message).line().at()));
      rows.add(takesOther ? others.get(other++) : messages.get(message++));
    }
    return rows;
  }

  private List<ConversationMessage> shown(List<ConversationMessageStore.Row> rows) {
    return new ConversationLines(store, chatId, privately, viewer, now).shown(rows);
  }
}
