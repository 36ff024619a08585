package berry.conversations;

import berry.database.BackOff;
import berry.database.ChangeTail;
import berry.database.Changes;
import berry.database.Changes.Change;
import berry.database.Database;
import berry.database.Subject;
import berry.database.Threads;
import berry.database.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Follows what happens and keeps what only the team's lists need: the order of conversations and
/// what can be searched. So no message pays for it, and a message that is stored a moment ago
/// stands in these lists a moment later.
///
/// Its place stands in the database: what happened while no process ran is made up for. Over a
/// database that is older than it, or after more than a day without it, it walks all messages in
/// small portions, and follows what happens meanwhile. Of several replicas one works at a time;
/// each transaction decides anew which.
public final class ConversationIndex implements AutoCloseable {

  /// The `ref` of the change that tells that lists stand differently.
  public static final String REF = "index";

  private static final Logger LOG = LoggerFactory.getLogger(ConversationIndex.class);

  /// A busy second is done in a few rounds; the first change after a silence at once.
  private static final Duration PAUSE = Duration.ofMillis(100);

  /// In case the wake-up was lost, or the replica that had the lock is gone.
  private static final Duration UNWOKEN = Duration.ofSeconds(5);

  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

  /// Rows of `change` in one round: at most 10,000 chats.
  private static final int ROWS = 100;

  private static final int CHATS = 200;

  /// How many messages of a changed chat are looked at first.
  private static final int MESSAGES = 200;

  private static final int STRETCH = 2_000;
  private static final long BEGINNING = Long.MIN_VALUE;
  private static final long END = Long.MAX_VALUE;

  private final Database database;
  private final Changes changes;
  private final ChangeTail tail;
  private final Changes.Subscription subscription;
  private final Semaphore wakeUps = new Semaphore(1);
  private final Thread thread;
  private volatile boolean closed;

  public ConversationIndex(Database database, Changes changes) {
    this.database = database;
    this.changes = changes;
    this.tail = changes.tail();
    this.subscription = changes.subscribe(this::hear);
    // Not virtual: to interrupt one of those in the middle of a statement closes its connection.
    this.thread = Thread.ofPlatform().daemon().name("conversation-index").unstarted(this::run);
  }

  public void start() {
    thread.start();
  }

  /// Removes what is searchable of messages that are gone: housekeeping, for a periodic job.
  ///
  /// @return how many rows
  public int prune() {
    int gone = 0;
    ConversationIndexStore.Message from = new ConversationIndexStore.Message(BEGINNING, BEGINNING);
    while (from.chatId() < END) {
      ConversationIndexStore.Message begin = from;
      ConversationIndexStore.Message end =
          database
              .jdbi()
              .withExtension(
                  ConversationIndexStore.class,
                  store -> store.searchableAfter(begin.chatId(), begin.messageId(), STRETCH))
              .orElse(new ConversationIndexStore.Message(END, END));
      gone +=
          database
              .jdbi()
              .withExtension(
                  ConversationIndexStore.class,
                  store ->
                      store.prune(
                          begin.chatId(), begin.messageId(), end.chatId(), end.messageId()));
      from = end;
    }
    return gone;
  }

  @Override
  public void close() {
    closed = true;
    subscription.close();
    thread.interrupt();
    Threads.join(thread, Duration.ofSeconds(3));
  }

  /// On the reader's thread: must not wait.
  private void hear(List<Change> news) {
    if (news.stream().anyMatch(change -> chat(change) != null)) {
      wakeUps.release();
    }
  }

  private void run() {
    BackOff backOff = new BackOff(FIRST_PAUSE, LONGEST_PAUSE);
    boolean failing = false;
    boolean more = true;
    try {
      while (!closed) {
        if (!more) {
          boolean woken = wakeUps.tryAcquire(UNWOKEN.toMillis(), TimeUnit.MILLISECONDS);
          wakeUps.drainPermits();
          if (!woken && closed) {
            return;
          }
        }
        try {
          more = round();
          if (failing) {
            LOG.info("Lists of conversations are kept up again");
          }
          failing = false;
          backOff.reset();
          Thread.sleep(PAUSE);
        } catch (RuntimeException e) {
          tail.forget();
          if (!failing && !closed) {
            LOG.warn(
                "Lists of conversations stand still; tried again after up to {} s: {}",
                LONGEST_PAUSE.toSeconds(),
                e.toString());
          }
          failing = true;
          more = true;
          Thread.sleep(backOff.next());
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /// Does what has come, and a part of the walk if there is one.
  ///
  /// @return whether there is more to be done at once
  boolean round() {
    Round round = new Round();
    boolean first = step(store -> round.read(store));
    while (first && !round.chats.isEmpty()) {
      if (!step(round::portion)) {
        tail.forget(); // another replica has gone on from the place that is kept
        return false;
      }
    }
    return first && step(round::end) && round.more;
  }

  private interface Step {
    boolean run(ConversationIndexStore store);
  }

  /// One transaction, if no other replica is in one.
  private boolean step(Step step) {
    return changes.inTransaction((transaction, news) -> {
      ConversationIndexStore store = transaction.attach(ConversationIndexStore.class);
      if (!store.lock()) {
        return false;
      }
      if (step.run(store)) {
        news.tell(Topic.CONVERSATION, Subject.nobody().ref(REF));
      }
      return true;
    });
  }

  /// What is to be done now; each method within a transaction of its own, and true when lists stand
  /// differently by it.
  private final class Round {

    private final NavigableSet<Long> chats = new TreeSet<>();
    private boolean more;

    boolean read(ConversationIndexStore store) {
      ConversationIndexStore.Place place = store.place().orElse(null);
      if (place == null || !tail.reaches(place.changeId())) {
        if (store.after(BEGINNING, BEGINNING, 1).isPresent()) {
          LOG.info("Conversations are listed anew from all messages, in the background");
        }
        place = new ConversationIndexStore.Place(tail.settled(), BEGINNING, BEGINNING);
        store.keep(place.changeId(), place.walkChatId(), place.walkMessageId());
      }
      ChangeTail.Batch batch = tail.next(place.changeId(), ROWS);
      for (Change change : batch.changes()) {
        Long chat = chat(change);
        if (chat != null) {
          chats.add(chat);
        }
      }
      more = batch.more();
      return false;
    }

    boolean portion(ConversationIndexStore store) {
      List<Long> some = new ArrayList<>(chats.stream().limit(CHATS).toList());
      Long[] ids = some.toArray(Long[]::new);
      store.removeChanged(ids, END, MESSAGES);
      if (store.addChanged(ids, END, MESSAGES) > 0) {
        some.forEach(chat -> older(store, chat));
      }
      some.forEach(chats::remove);
      return store.stand(ids) > 0;
    }

    /// Of a chat where more has come than is looked at, as after an outage: on to what is older,
    /// until a portion brings nothing new.
    private void older(ConversationIndexStore store, long chat) {
      Long[] alone = {chat};
      Optional<Long> below = store.lowest(chat, END, MESSAGES);
      while (below.isPresent()) {
        long limit = below.get();
        if (store.addChanged(alone, limit, MESSAGES) == 0) {
          return;
        }
        below = store.lowest(chat, limit, MESSAGES);
      }
    }

    boolean end(ConversationIndexStore store) {
      ConversationIndexStore.Place place = store.place().orElseThrow();
      ConversationIndexStore.Message walked = message(place);
      boolean changed = false;
      if (walked != null) {
        ConversationIndexStore.Message begin = walked;
        walked = store.after(begin.chatId(), begin.messageId(), STRETCH).orElse(null);
        changed = walk(store, begin, walked);
        more |= walked != null;
      }
      Long walkedChat = walked == null ? null : (Long) walked.chatId();
      Long walkedMessage = walked == null ? null : (Long) walked.messageId();
      if (tail.place() != place.changeId() || message(place) != null) {
        store.keep(Math.max(place.changeId(), tail.place()), walkedChat, walkedMessage);
      }
      tail.keep();
      return changed;
    }

    private boolean walk(
        ConversationIndexStore store,
        ConversationIndexStore.Message begin,
        ConversationIndexStore.@Nullable Message last) {
      ConversationIndexStore.Message to =
          last == null ? new ConversationIndexStore.Message(END, END) : last;
      store.removeStretch(begin.chatId(), begin.messageId(), to.chatId(), to.messageId());
      store.addStretch(begin.chatId(), begin.messageId(), to.chatId(), to.messageId());
      List<Long> chats =
          store.chats(begin.chatId(), begin.messageId(), to.chatId(), to.messageId());
      return store.stand(chats.toArray(Long[]::new)) > 0;
    }
  }

  private static ConversationIndexStore.@Nullable Message message(
      ConversationIndexStore.Place place) {
    Long chat = place.walkChatId();
    Long message = place.walkMessageId();
    return chat == null || message == null
        ? null
        : new ConversationIndexStore.Message(chat, message);
  }

  /// Whose row a change touches; null for those of which lists show nothing.
  private static @Nullable Long chat(Change change) {
    return switch (change.topic()) {
      case MESSAGE -> change.chatId();
      case PERSON -> change.chatId() == null ? change.personId() : change.chatId();
      // What waits to be sent stands in no order and is not searched: once sent, it is a message.
      case OUTGOING, SETTING, OUTAGE, CONVERSATION, BACKUP, SYSTEM, INCIDENT, OTHER -> null;
    };
  }
}
