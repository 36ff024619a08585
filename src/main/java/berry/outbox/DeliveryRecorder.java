package berry.outbox;

import berry.audience.Chats;
import berry.audience.Counters;
import berry.conversations.SentMessage;
import berry.conversations.SentMessages;
import berry.database.Changes;
import berry.database.News;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/// Writes down what became of each message, with everything that follows from it, in one
/// transaction.
final class DeliveryRecorder {

  /// Answers of the bot itself count as a first reply only after that: it answers a command at
  /// once, and nobody waited.
  private static final Duration WAITED = Duration.ofMinutes(1);

  private final Changes changes;
  private final Clock clock;

  DeliveryRecorder(Changes changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  void write(ClaimedMessage claimed, Delivery delivery) {
    changes.useTransaction((transaction, news) -> write(transaction, news, claimed, delivery));
  }

  /// The same inside the caller's transaction.
  void write(Handle transaction, News news, ClaimedMessage claimed, Delivery delivery) {
    switch (delivery) {
      case Delivery.Sent sent ->
          sent(transaction, news, claimed, ResultMessages.in(sent.result(), now()));
      case Delivery.Deleted deleted -> deleted(transaction, news, claimed, deleted.messageIds());
      case Delivery.Failed failed -> failed(transaction, news, claimed, failed);
      case Delivery.Later later -> {
        double seconds = later.pause().toMillis() / 1_000.0;
        CourierStore.requeue(transaction, claimed.id(), seconds, later.reason().code());
      }
      case Delivery.TooFast tooFast -> tooFast(transaction, claimed, tooFast);
      case Delivery.Unknown unknown -> {
        if (CourierStore.settle(transaction, claimed.id(), "unknown", unknown.reason().code())) {
          tell(news, claimed);
        }
      }
      case Delivery.Moved moved -> moved(transaction, news, claimed, moved.chatId());
    }
  }

  /// In one transaction, so that no process can be too early.
  private void tooFast(Handle transaction, ClaimedMessage claimed, Delivery.TooFast tooFast) {
    double seconds = tooFast.pause().toMillis() / 1_000.0;
    CourierStore.requeue(transaction, claimed.id(), seconds, Reason.SLOW_DOWN.code());
    // Asked first in any case: whoever claims locks in this order, too.
    boolean tried = PaceStore.trying(transaction, claimed.botId());
    Long chatId = claimed.chatId();
    if (tried || tooFast.everybody()) {
      // Says nothing about the chat, whose call was only the first in line.
      PaceStore.slowDown(transaction, claimed.botId(), Limit.EVERYTHING, tooFast.pause());
    } else if (chatId != null) {
      PaceStore.slowDown(transaction, claimed.botId(), chatId, tooFast.pause());
    }
    new Counters(transaction).count("slow_down", now());
  }

  private void sent(
      Handle transaction, News news, ClaimedMessage claimed, List<SentMessage> messages) {
    if (!CourierStore.settle(transaction, claimed.id(), "sent", null)) {
      return;
    }
    CourierStore.sent(transaction, claimed.id(), messages.isEmpty() ? null : messages.getFirst());
    remember(transaction, claimed, messages);
    Long chatId = claimed.chatId();
    if (chatId == null || messages.isEmpty()) {
      return;
    }
    if (claimed.speaks()) {
      spoken(transaction, claimed, chatId, messages);
    } else {
      var sent = new SentMessages(transaction);
      messages.forEach(message -> sent.edit(chatId, message));
    }
    tell(news, claimed);
  }

  /// What was uploaded once goes by its `file_id` from now on.
  private static void remember(
      Handle transaction, ClaimedMessage claimed, List<SentMessage> messages) {
    List<Long> files = claimed.files();
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
      Handle transaction, ClaimedMessage claimed, long chatId, List<SentMessage> messages) {
    var chats = new Chats(transaction);
    Chats.Now chat = chats.lock(chatId);
    boolean privately = chat == null ? chatId > 0 : chat.privately();
    boolean staff = claimed.staffId() != null;
    Instant answeredAt = messages.getLast().sentAt();
    Instant askedAt = chat == null ? null : chat.waitingSince();
    chats.reached(chatId);
    if (askedAt != null && (staff || claimed.closes())) {
      chats.answered(chatId, answeredAt, messages.getLast().messageId());
    }
    Long personId = privately ? chatId : null;
    var sent = new SentMessages(transaction);
    var counters = new Counters(transaction);
    for (SentMessage message : messages) {
      boolean first = message.messageId() == messages.getFirst().messageId();
      Long id = first ? claimed.id() : null;
      if (sent.add(chatId, personId, now(), claimed.staffId(), id, message)) {
        counters.count("messages_out", message.sentAt());
      }
    }
    if (askedAt != null && answers(claimed, askedAt, answeredAt)) {
      chats.replied(chatId, askedAt, answeredAt, claimed.staffId());
    }
  }

  private static boolean answers(ClaimedMessage claimed, Instant askedAt, Instant answeredAt) {
    return claimed.staffId() != null
        || (claimed.closes() && !answeredAt.isBefore(askedAt.plus(WAITED)));
  }

  private void deleted(
      Handle transaction, News news, ClaimedMessage claimed, List<Long> messageIds) {
    if (!CourierStore.settle(transaction, claimed.id(), "sent", null)) {
      return;
    }
    CourierStore.sent(transaction, claimed.id(), null);
    Long chatId = claimed.chatId();
    if (chatId != null) {
      new SentMessages(transaction).deleted(chatId, messageIds);
      tell(news, claimed);
    }
  }

  private void failed(
      Handle transaction, News news, ClaimedMessage claimed, Delivery.Failed failed) {
    if (!CourierStore.settle(transaction, claimed.id(), "failed", failed.reason())) {
      return;
    }
    if (failed.reason().equals(Reason.NO_FILE.code())) {
      claimed.files().forEach(transaction.attach(FileStore.class)::forget);
    }
    Long chatId = claimed.chatId();
    if (chatId != null && failed.gone()) {
      CourierStore.stop(transaction, chatId, failed.reason());
      var chats = new Chats(transaction);
      if (failed.reason().equals(Reason.BLOCKED.code())) {
        chats.blocked(chatId);
        news.tell(Topic.PERSON, Subject.both(chatId, chatId));
      }
      chats.unreachable(chatId, failed.reason());
    }
    tell(news, claimed);
  }

  private void moved(Handle transaction, News news, ClaimedMessage claimed, long chatId) {
    Long former = claimed.chatId();
    CourierStore.requeue(transaction, claimed.id(), 0, Reason.MOVED.code());
    if (former != null) {
      CourierStore.moved(transaction, former, chatId);
      new Chats(transaction).moved(former, chatId);
    }
    news.tell(Topic.OUTGOING, Subject.chat(chatId).ref(Long.toString(claimed.id())));
  }

  /// Screens that show this chat read anew.
  private static void tell(News news, ClaimedMessage claimed) {
    Long chatId = claimed.chatId();
    Long personId = chatId != null && chatId > 0 ? chatId : null;
    news.tell(Topic.MESSAGE, Subject.both(personId, chatId).ref(Long.toString(claimed.id())));
  }

  private Instant now() {
    return clock.instant();
  }
}
