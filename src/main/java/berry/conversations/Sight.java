package berry.conversations;

import java.time.Instant;
import java.util.Optional;

/// How far somebody has seen what people wrote, who has seen an item.
///
/// Messages stand in the order of their ids. Of what has none, an answer that waits or a note, only
/// the moment is known: what arrived here after it may stand above it, and yet be unseen.
///
/// @param messageId messages up to this one are seen; 0 when the moment tells
/// @param at what had arrived by then is seen
record Sight(long messageId, Instant at) {

  /// Of an item that is gone by now: it says no more how far.
  private static final Sight ALL = new Sight(0, Place.NEVER);

  /// @return empty when it is the id of no item of this chat
  static Optional<Sight> of(ConversationMessageStore store, long chatId, String id) {
    return switch (ItemId.read(id)) {
      case ItemId.Message one when one.chatId() == chatId ->
          Optional.of(new Sight(one.messageId(), Instant.EPOCH));
      case ItemId.Message elsewhere -> Optional.empty();
      case ItemId.Queued one ->
          store
              .queued(chatId, one.outgoingId())
              .map(row -> of(row.line()))
              .or(() -> Optional.of(ALL));
      case ItemId.Note one ->
          store.note(chatId, one.id()).map(Sight::of).or(() -> Optional.of(ALL));
      case null -> Optional.empty();
    };
  }

  private static Sight of(MessageStore.Line line) {
    return line.waits() ? new Sight(0, line.at()) : new Sight(line.number(), Instant.EPOCH);
  }
}
