package berry.sandbox;

import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/// Everything the sandbox remembers, as it lies in the state file. Guarded by [World]'s lock.
final class State {

  /// Left by a kill: ids given after the last save are unknown, so a restart leaves a gap instead
  // of repeating them.
  private static final long UPDATE_GAP = 10_000, MESSAGE_GAP = 100;

  boolean closed;
  long nextBot = 710_000_000L + ThreadLocalRandom.current().nextLong(900_000_000);
  long owner;
  long nextPerson = 500_100_001;
  long nextFile = 1;
  @Nullable Long berry;
  NavigableMap<Long, Person> people = new TreeMap<>();
  NavigableMap<Long, Bot> bots = new TreeMap<>();
  NavigableMap<String, StoredFile> files = new TreeMap<>();

  /// A new one, with the people that everybody finds there.
  static State begun() {
    State state = new State();
    state.owner = state.nextPerson;
    for (Person one :
        List.of(
            new Person(0, "Алекс", null, "alex", "ru"),
            new Person(0, "Мария", "Соколова", "masha_s", "ru"),
            new Person(0, "Emma", "Clark", "emma_clark", "en"),
            new Person(0, "Дмитрий", null, null, "ru"))) {
      long id = state.nextPerson++;
      state.people.put(
          id, new Person(id, one.firstName(), one.lastName(), one.username(), one.languageCode()));
    }
    return state;
  }

  /// Makes a state just read safe to go on with.
  void reopen() {
    if (!closed) {
      for (Bot bot : bots.values()) {
        bot.updates().skip(UPDATE_GAP);
        bot.rooms().values().forEach(chat -> chat.skip(MESSAGE_GAP));
      }
      nextFile += MESSAGE_GAP;
    }
    closed = false;
  }
}
