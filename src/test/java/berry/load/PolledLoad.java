package berry.load;

import berry.testing.Await;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.jdbi.v3.core.Jdbi;

/// A crowd whose updates wait at Telegram for a bot that polls. One counts as acknowledged when it
/// is seen to be stored: who confirmed it to Telegram, and when, only Telegram knows.
public final class PolledLoad implements Traffic {

  private static final long LOOK = 10_000_000;

  private final Pace pace;
  private final Consumer<Letter> telegram;
  private final Jdbi database;
  private final History history = new History();
  private volatile boolean over;

  /// @param telegram takes a letter under the number that the letter has
  /// @param database where the bot stores them
  public PolledLoad(Crowd crowd, int perSecond, Consumer<Letter> telegram, Jdbi database) {
    this.pace = new Pace(crowd, perSecond, this::post);
    this.telegram = telegram;
    this.database = database;
    Thread.ofVirtual().name("stored").start(this::look);
  }

  @Override
  public void resume() {
    pace.resume();
  }

  @Override
  public History history() {
    return history;
  }

  @Override
  public void drain(Duration most) {
    pace.rest(most);
    Await.until(most, () -> history.open() == 0);
  }

  private void post(Letter letter) {
    history.attempt(letter);
    telegram.accept(letter);
  }

  private void look() {
    while (!over) {
      List<Letter> open =
          history.letters().stream()
              .filter(letter -> !history.acknowledged(letter.updateId()))
              .toList();
      if (!open.isEmpty()) {
        long asked = System.nanoTime();
        Set<Long> stored = stored(open);
        open.stream()
            .filter(letter -> stored.contains(letter.updateId()))
            .forEach(letter -> history.answered(letter, "2", asked));
      }
      LockSupport.parkNanos(LOOK);
    }
  }

  private Set<Long> stored(List<Letter> open) {
    Long[] ids = open.stream().map(Letter::updateId).toArray(Long[]::new);
    return database.withHandle(handle ->
        handle
            .createQuery("SELECT update_id FROM update_seen WHERE update_id = ANY (:ids)")
            .bind("ids", ids)
            .mapTo(Long.class)
            .set());
  }

  @Override
  public void close() {
    over = true;
    pace.close();
  }
}
