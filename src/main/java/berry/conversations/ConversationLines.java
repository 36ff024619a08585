package berry.conversations;

import berry.conversations.ConversationMessage.Quote;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Rows of a conversation as the team sees them: with what they answer, how many texts they had,
/// and what may still be done with them. Within one transaction.
final class ConversationLines {

  /// A quote is one line on a screen; the whole message is a tap away.
  private static final int QUOTED = 200;

  private final ConversationMessageStore store;
  private final long chatId;
  private final boolean privately;
  private final long viewer;
  private final Instant now;

  /// @param privately whether it is one person's chat: then nobody needs to be told whose words
  ConversationLines(
      ConversationMessageStore store, long chatId, boolean privately, long viewer, Instant now) {
    this.store = store;
    this.chatId = chatId;
    this.privately = privately;
    this.viewer = viewer;
    this.now = now;
  }

  private record Key(long number, Instant at) {}

  List<ConversationMessage> shown(List<ConversationMessageStore.Row> rows) {
    Map<Key, Long> versions = versions(rows);
    Map<Long, MessageStore.Line> answered = answered(rows);
    FailedChanges failed =
        FailedChanges.of(
            store, chatId, rows.stream().map(ConversationMessageStore.Row::line).toList());
    return rows.stream().map(row -> shown(row, versions, answered, failed)).toList();
  }

  private Map<Key, Long> versions(List<ConversationMessageStore.Row> rows) {
    List<Long> edited =
        rows.stream()
            .map(ConversationMessageStore.Row::line)
            .filter(line -> !line.waits() && line.editedAt() != null && line.deletedAt() == null)
            .map(MessageStore.Line::number)
            .toList();
    Map<Key, Long> versions = new HashMap<>();
    if (!edited.isEmpty()) {
      store
          .versions(chatId, edited)
          .forEach(one -> versions.put(new Key(one.messageId(), one.sentAt()), one.versions()));
    }
    return versions;
  }

  private Map<Long, MessageStore.Line> answered(List<ConversationMessageStore.Row> rows) {
    List<Long> wanted =
        rows.stream().map(row -> row.line().replyTo()).filter(Objects::nonNull).distinct().toList();
    Map<Long, MessageStore.Line> answered = new HashMap<>();
    if (!wanted.isEmpty()) {
      store.withNumbers(chatId, wanted).forEach(line -> answered.put(line.number(), line));
    }
    return answered;
  }

  private ConversationMessage shown(
      ConversationMessageStore.Row row,
      Map<Key, Long> versions,
      Map<Long, MessageStore.Line> answered,
      FailedChanges failed) {
    MessageStore.Line line = row.line();
    boolean deleted = line.deletedAt() != null;
    boolean note = line.kind().equals("note");
    boolean own = Long.valueOf(viewer).equals(line.staffId());
    return new ConversationMessage(
        line.id(),
        line.chatId(),
        line.direction(),
        line.kind(),
        deleted ? null : PlainText.of(line.text(), line.parseMode()),
        line.at(),
        Messages.editedAt(line),
        line.state(),
        line.reason(),
        line.album(),
        line.author(),
        line.staffId(),
        person(row),
        line.waits() ? null : (Long) line.number(),
        quote(line.replyTo(), answered),
        deleted ? null : line.fileId(),
        deleted ? null : line.thumbnailId(),
        deleted ? null : line.fileName(),
        deleted ? null : line.fileSize(),
        line.deletedAt(),
        versions.getOrDefault(new Key(line.number(), line.at()), 0L),
        failed.shown(line),
        note ? own : Changing.edit(line, now) == null,
        note ? own : Changing.delete(line, now) == null);
  }

  private Feed.@Nullable Person person(ConversationMessageStore.Row row) {
    Long id = row.personId();
    String name = row.firstName();
    return privately || id == null || !row.line().direction().equals("in")
        ? null
        : new Feed.Person(id, name == null ? "" : name, row.username());
  }

  private static @Nullable Quote quote(
      @Nullable Long replyTo, Map<Long, MessageStore.Line> answered) {
    if (replyTo == null) {
      return null;
    }
    MessageStore.Line line = answered.get(replyTo);
    if (line == null) {
      return new Quote(null, null, Author.PERSON);
    }
    String text = line.deletedAt() == null ? PlainText.of(line.text(), line.parseMode()) : null;
    return new Quote(line.id(), beginning(text), line.author());
  }

  private static @Nullable String beginning(@Nullable String text) {
    return text == null || text.length() <= QUOTED
        ? text
        : text.substring(0, text.offsetByCodePoints(0, text.codePointCount(0, QUOTED))) + "…";
  }
}
