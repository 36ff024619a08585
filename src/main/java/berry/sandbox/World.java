package berry.sandbox;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.node.ObjectNode;

/// The bots, people and chats of a sandbox, kept in a file.
///
/// One lock guards all of it ([#with]); whoever changed something says so ([#changed]), which saves
/// soon and wakes long polls, webhooks and open chat pages.
final class World implements AutoCloseable {

  /// The bot Berry runs itself: always the same id, because a database belongs to one bot.
  static final long BERRY = 700_000_001;

  private static final Logger LOG = LoggerFactory.getLogger(World.class);

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition change = lock.newCondition();
  private final StateFile file;
  private final State state;
  private final Clock clock;
  private final Thread saver;
  private long version = 1;
  private long unsaved = 1;
  private long saved;
  private boolean closed;

  World(Path folder, Clock clock) {
    this.file = new StateFile(folder);
    this.clock = clock;
    this.state = file.read().orElseGet(State::begun);
    state.reopen();
    save();
    this.saver = Thread.ofVirtual().name("sandbox-save").start(this::keepSaving);
  }

  /// Runs one step of the world alone.
  <T> T with(Supplier<T> step) {
    lock.lock();
    try {
      return step.get();
    } finally {
      lock.unlock();
    }
  }

  /// Says that something changed. Call it inside [#with].
  void changed() {
    version++;
    touched();
  }

  /// Says that something changed which no person sees: a confirmed update, a finished delivery.
  void touched() {
    unsaved++;
    change.signalAll();
  }

  /// Grows with everything, seen or not. Read it inside [#with] or [#await].
  long steps() {
    return unsaved;
  }

  /// Waits until something is so, the time is over, or the sandbox closes.
  ///
  /// @param isSo asked under the lock at each change
  void await(Duration atMost, BooleanSupplier isSo) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      long left = atMost.toNanos();
      while (left > 0 && !closed && !isSo.getAsBoolean()) {
        left = change.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  /// Grows with every change: what an open chat page waits for.
  long version() {
    return with(() -> version);
  }

  boolean closed() {
    return with(() -> closed);
  }

  Instant now() {
    return clock.instant();
  }

  State state() {
    return state;
  }

  // -- bots

  /// @param token as it stands in the address of a call
  Optional<Bot> bot(String token) {
    return with(() -> {
      int colon = token.indexOf(':');
      if (colon < 1 || colon > 15 || !token.substring(0, colon).matches("\\d+")) {
        return Optional.empty();
      }
      Bot bot = state.bots.get(Long.parseLong(token.substring(0, colon)));
      return Optional.ofNullable(bot).filter(one -> one.token().equals(token));
    });
  }

  /// Makes a bot as BotFather would.
  Bot newBot(String name) {
    return with(() -> {
      Bot bot = BotFather.newBot(state, name);
      changed();
      return bot;
    });
  }

  /// The bot Berry itself runs, made at the first call.
  Bot berry() {
    return with(() -> {
      state.berry = BERRY;
      return state.bots.computeIfAbsent(
          BERRY, id -> new Bot(id, BotFather.secret(), "berry_sandbox_bot", "Berry"));
    });
  }

  // -- people and chats

  /// The person the chat page calls "you".
  Person owner() {
    return with(() -> Objects.requireNonNull(state.people.get(state.owner)));
  }

  @Nullable Person person(long id) {
    return state.people.get(id);
  }

  /// Adds a person, or takes over a changed name.
  Person meet(Person person) {
    state.people.put(person.id(), person);
    return person;
  }

  long newPersonId() {
    return state.nextPerson++;
  }

  /// The private chat of a person with a bot; made at the first message, as in Telegram.
  Chat room(Bot bot, Person person) {
    return bot.rooms()
        .computeIfAbsent(person.id(), id -> new Chat(id, "private", null, null, false));
  }

  /// The chat as the Bot API's `Chat`.
  ObjectNode chat(Chat room) {
    return room.chat(person(room.id()));
  }

  /// Queues an update for a bot, unless its `allowed_updates` leaves it out.
  ///
  /// @return its `update_id`; null when the bot does not want it
  @Nullable Long tell(Bot bot, ObjectNode update) {
    if (!bot.wants(UpdateQueue.kind(update))) {
      return null;
    }
    long id = bot.updates().add(update, now());
    changed();
    return id;
  }

  /// All bots, Berry's own first.
  List<Bot> bots() {
    return state.bots.values().stream().sorted(Comparator.comparingLong(Bot::id)).toList();
  }

  // -- keeping

  /// Saves within moments while little changes, and ever more rarely while writing takes long.
  private void keepSaving() {
    boolean failing = false;
    try {
      while (!closed()) {
        await(Duration.ofDays(1), () -> unsaved != saved);
        long began = System.nanoTime();
        try {
          save();
          failing = false;
        } catch (UncheckedIOException failure) {
          if (!failing) {
            LOG.error("Sandbox state not saved, trying again every second", failure);
          }
          failing = true;
        }
        long took = System.nanoTime() - began;
        await(
            Duration.ofNanos(failing ? 1_000_000_000 : Math.max(20_000_000, took * 10)),
            () -> false);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void save() {
    byte[] json =
        with(() -> {
          saved = unsaved;
          return Trees.MAPPER.writeValueAsBytes(state);
        });
    file.write(json);
  }

  /// Wakes everything that waits, then saves for the last time.
  @Override
  public void close() {
    with(() -> {
      closed = true;
      change.signalAll();
      return true;
    });
    try {
      saver.join(Duration.ofSeconds(5));
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    state.closed = true;
    save();
  }
}
