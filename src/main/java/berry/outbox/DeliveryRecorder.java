package berry.outbox;

import berry.database.Changes;
import berry.database.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes down what became of each parcel, with everything that follows from it, in one
/// transaction.
final class DeliveryRecorder {

  /// Answers of the bot itself count as a first reply only after that: it answers a command at
  /// once, and nobody waited.
  private static final Duration WAITED = Duration.ofMinutes(1);

  private final Database database;
  private final Changes changes;
  private final Clock clock;

  DeliveryRecorder(Database database, Changes changes, Clock clock) {
    this.database = database;
    this.changes = changes;
    this.clock = clock;
  }

  void write(ClaimedMessage parcel, Delivery delivery) {
    database.jdbi().useTransaction(transaction -> write(transaction, parcel, delivery));
    changes.committed();
  }

  /// The same inside the caller's transaction.
  void write(Handle transaction, ClaimedMessage parcel, Delivery delivery) {
    switch (delivery) {
      case Delivery.Sent sent -> sent(transaction, parcel, SentRow.in(sent.result(), now()));
      case Delivery.Deleted deleted -> deleted(transaction, parcel, deleted.messageIds());
      case Delivery.Failed failed -> failed(transaction, parcel, failed);
      case Delivery.Later later -> {
        double seconds = later.pause().toMillis() / 1_000.0;
        CourierStore.requeue(transaction, parcel.id(), seconds, later.reason().code());
      }
      case Delivery.TooFast tooFast -> tooFast(transaction, parcel, tooFast);
      case Delivery.Unknown unknown -> {
        if (CourierStore.settle(transaction, parcel.id(), "unknown", unknown.reason().code())) {
          tell(transaction, parcel);
        }
      }
      case Delivery.Moved moved -> moved(transaction, parcel, moved.chatId());
    }
  }

  /// In one transaction, so that no process can be too early.
  private void tooFast(Handle transaction, ClaimedMessage parcel, Delivery.TooFast tooFast) {
    double seconds = tooFast.pause().toMillis() / 1_000.0;
    CourierStore.requeue(transaction, parcel.id(), seconds, Reason.SLOW_DOWN.code());
    // Asked first in any case: whoever claims locks in this order, too.
    boolean tried = PaceStore.trying(transaction, parcel.botId());
    Long chatId = parcel.chatId();
    if (tried || tooFast.everybody()) {
      // Says nothing about the chat, whose call was only the first in line.
      PaceStore.slowDown(transaction, parcel.botId(), Limit.EVERYTHING, tooFast.pause());
    } else if (chatId != null) {
      PaceStore.slowDown(transaction, parcel.botId(), chatId, tooFast.pause());
    }
    transaction.attach(SentRowStore.class).count("slow_down", now(), false);
  }

  private void sent(Handle transaction, ClaimedMessage parcel, List<SentRow> messages) {
    if (!CourierStore.settle(transaction, parcel.id(), "sent", null)) {
      return;
    }
    CourierStore.sent(transaction, parcel.id(), messages.isEmpty() ? null : messages.getFirst());
    remember(transaction, parcel, messages);
    Long chatId = parcel.chatId();
    if (chatId == null || messages.isEmpty()) {
      return;
    }
    SentRowStore store = transaction.attach(SentRowStore.class);
    if (parcel.speaks()) {
      spoken(store, parcel, chatId, messages);
    } else {
      for (SentRow message : messages) {
        store.keepVersion(chatId, message);
        store.edit(chatId, message);
      }
    }
    tell(transaction, parcel);
  }

  /// What was uploaded once goes by its `file_id` from now on.
  private static void remember(Handle transaction, ClaimedMessage parcel, List<SentRow> messages) {
    List<Long> files = parcel.files();
    if (files.isEmpty() || files.size() != messages.size()) {
      return;
    }
    FileStore store = transaction.attach(FileStore.class);
    for (int n = 0; n < files.size(); n++) {
      String fileId = messages.get(n).fileId();
      if (fileId != null) {
        store.known(files.get(n), fileId);
      }
    }
  }

  private void spoken(
      SentRowStore store, ClaimedMessage parcel, long chatId, List<SentRow> messages) {
    SentRowStore.ChatNow chat = store.lock(chatId);
    boolean privately = chat == null ? chatId > 0 : chat.privately();
    boolean demo = chat != null && chat.demo();
    boolean staff = parcel.staffId() != null;
    Instant answeredAt = messages.getLast().sentAt();
    Instant askedAt = chat == null ? null : chat.waitingSince();
    store.reached(chatId);
    if (askedAt != null && (staff || parcel.closes())) {
      store.answered(chatId, answeredAt, messages.getLast().messageId());
    }
    Long personId = privately ? chatId : null;
    for (SentRow message : messages) {
      boolean first = message.messageId() == messages.getFirst().messageId();
      Long id = first ? parcel.id() : null;
      if (store.add(chatId, personId, now(), staff, demo, id, message) == 1) {
        store.count("messages_out", message.sentAt(), demo);
      }
    }
    if (askedAt != null && answers(parcel, askedAt, answeredAt)) {
      store.firstReply(chatId, askedAt, answeredAt, parcel.staffId(), demo);
    }
  }

  private static boolean answers(ClaimedMessage parcel, Instant askedAt, Instant answeredAt) {
    return parcel.staffId() != null
        || (parcel.closes() && !answeredAt.isBefore(askedAt.plus(WAITED)));
  }

  private void deleted(Handle transaction, ClaimedMessage parcel, List<Long> messageIds) {
    if (!CourierStore.settle(transaction, parcel.id(), "sent", null)) {
      return;
    }
    CourierStore.sent(transaction, parcel.id(), null);
    Long chatId = parcel.chatId();
    if (chatId != null) {
      transaction.attach(SentRowStore.class).deleted(chatId, messageIds);
      tell(transaction, parcel);
    }
  }

  private void failed(Handle transaction, ClaimedMessage parcel, Delivery.Failed failed) {
    if (!CourierStore.settle(transaction, parcel.id(), "failed", failed.reason())) {
      return;
    }
    if (failed.reason().equals(Reason.NO_FILE.code())) {
      parcel.files().forEach(transaction.attach(FileStore.class)::forget);
    }
    Long chatId = parcel.chatId();
    if (chatId != null && failed.gone()) {
      CourierStore.stop(transaction, chatId, failed.reason());
      SentRowStore store = transaction.attach(SentRowStore.class);
      if (failed.reason().equals(Reason.BLOCKED.code())) {
        store.blocked(chatId);
        changes.add(transaction, "person", chatId, chatId, null, null);
      }
      store.unreachable(chatId, failed.reason());
    }
    tell(transaction, parcel);
  }

  private void moved(Handle transaction, ClaimedMessage parcel, long chatId) {
    Long former = parcel.chatId();
    CourierStore.requeue(transaction, parcel.id(), 0, Reason.MOVED.code());
    if (former != null) {
      CourierStore.moved(transaction, former, chatId);
      SentRowStore store = transaction.attach(SentRowStore.class);
      store.addSupergroup(former, chatId);
      store.migrated(former, chatId);
    }
    changes.add(transaction, "outgoing", null, chatId, Long.toString(parcel.id()), null);
  }

  /// Screens that show this chat read anew.
  private void tell(Handle transaction, ClaimedMessage parcel) {
    Long chatId = parcel.chatId();
    Long personId = chatId != null && chatId > 0 ? chatId : null;
    changes.add(transaction, "message", personId, chatId, Long.toString(parcel.id()), null);
  }

  private Instant now() {
    return clock.instant();
  }
}
