package berry.audience;

import berry.database.Changes;
import berry.database.Subject;
import berry.database.Topic;
import java.time.Clock;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A believable month of demonstration data. It lies in a schema of its own: no real table holds a
/// row of it, and it can be removed without a trace.
public final class Demo {

  /// Changing it changes the month that everybody sees, screenshots too.
  private static final long SEED = 20_260_301;

  private static final JsonMapper JSON =
      JsonMapper.builder().propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE).build();

  private final Changes changes;
  private final Clock clock;

  public Demo(Changes changes, Clock clock) {
    this.changes = changes;
    this.clock = clock;
  }

  /// What there is now, or what was removed.
  public record Amount(int people, int messages) {}

  /// Makes the month that ends now; one that was there before makes room for it.
  public Amount seed() {
    DemoMonth month = DemoMonth.until(clock.instant(), SEED);
    return changes.inTransaction((transaction, news) -> {
      DemoStore store = transaction.attach(DemoStore.class);
      store.lock();
      remove(store);
      int people = store.addPeople(rows(month.people()));
      store.addChats(rows(month.chats()));
      int messages = store.addMessages(rows(month.messages()));
      store.addReplies(rows(month.replies()));
      store.addActivity();
      store.addDays();
      news.tell(Topic.PERSON, Subject.nobody().ref("demo"));
      return new Amount(people, messages);
    });
  }

  /// Removes all of it.
  public Amount remove() {
    return changes.inTransaction((transaction, news) -> {
      DemoStore store = transaction.attach(DemoStore.class);
      store.lock();
      news.tell(Topic.PERSON, Subject.nobody().ref("demo"));
      return remove(store);
    });
  }

  private static Amount remove(DemoStore store) {
    int messages = store.removeMessages();
    store.removeReplies();
    store.removeActivity();
    store.removeDays();
    store.removeChats();
    return new Amount(store.removePeople(), messages);
  }

  private static String rows(List<?> rows) {
    return JSON.writeValueAsString(rows);
  }
}
