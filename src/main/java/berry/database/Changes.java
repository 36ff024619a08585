package berry.database;

import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/// What happened, for live screens and waiting workers, on every replica: the `change` table and
/// the wake-ups around it.
///
/// Whoever changes what others show or wait for does it in [#inTransaction(Work)] and tells there;
/// after the COMMIT readers of this process are woken at once, those of other replicas by one
/// NOTIFY per 75 ms, never from inside a transaction that takes updates in (measured: a third to a
/// half of its rate). Rows are wake-ups, not data: a listener reads what it shows anew, so a repeat
/// or another order does no harm.
public final class Changes implements AutoCloseable {

  /// @param id ascending by when the row was written, which is not the order of commits; changes
  ///   that were written together share one
  /// @param at when it was written, by the database's clock
  /// @param ref what else a listener needs to find it
  /// @param receivedAt when the update behind it came, for the measured delay
  public record Change(
      long id,
      Instant at,
      Topic topic,
      @Nullable Long personId,
      @Nullable Long chatId,
      @Nullable String ref,
      @Nullable Instant receivedAt) {

    Change about(@Nullable Long person, @Nullable Long chat) {
      return new Change(id, at, topic, person, chat, ref, receivedAt);
    }
  }

  /// What is done in a transaction and tells of it.
  @FunctionalInterface
  public interface Work<T extends @Nullable Object> {
    T run(Handle transaction, News news);
  }

  /// The same without a result.
  @FunctionalInterface
  public interface VoidWork {
    void run(Handle transaction, News news);
  }

  /// Ends with `close`.
  public interface Subscription extends AutoCloseable {
    @Override
    void close();
  }

  private final Jdbi jdbi;
  private final ChangeRows rows;
  private final ChangeReader reader;
  private final ChangeSignal signal;

  /// @param direct past any pooler: LISTEN belongs to a session
  public Changes(Database database, Address direct) {
    this.jdbi = database.jdbi();
    this.rows = new ChangeRows(jdbi);
    this.reader = new ChangeReader(rows);
    this.signal = new ChangeSignal(jdbi, direct, reader);
  }

  /// Begins to read and to listen. What was written before is not delivered, except for the last
  /// seconds.
  public void start() {
    reader.start(signal::works);
    signal.start();
  }

  /// Does the work in a transaction. Once that is committed, whoever listens is woken, if there was
  /// something to tell.
  public <T extends @Nullable Object> T inTransaction(Work<T> work) {
    return jdbi.inTransaction(
        transaction -> work.run(transaction, new News(transaction, this::wake)));
  }

  /// The same without a result. Another name, or a lambda would fit both.
  public void useTransaction(VoidWork work) {
    jdbi.useTransaction(transaction -> work.run(transaction, new News(transaction, this::wake)));
  }

  /// The intake has committed rows that it wrote to the `change` table itself, within its one
  /// statement for many updates. Cheap, never waits, may be called too often.
  public void wroteInBatch() {
    wake();
  }

  private void wake() {
    reader.wake();
    signal.send();
  }

  /// From now on the listener hears every change once, in the order seen, on the reader's thread:
  /// it must not wait there. What it throws is logged and stops nobody else.
  public Subscription subscribe(Consumer<List<Change>> listener) {
    return reader.subscribe(listener);
  }

  /// The newest id that any listener can have heard of; 0 when nothing ever happened.
  public long newest() {
    return rows.newest();
  }

  /// Changes for one who has heard of that id: from 5 s before it, because a lower id may have been
  /// committed later, and of several with that id perhaps not all were heard. Repeats are part of
  /// it.
  ///
  /// @return by id; as many as `limit` or more mean that there may be others, so begin anew instead
  public List<Change> since(long id, int limit) {
    return rows.since(id, limit);
  }

  /// Whether nothing after that id has been pruned, so that [#since(long, int)] is complete. False
  /// for an id of another database, too.
  public boolean reaches(long id) {
    return rows.reaches(id);
  }

  /// For a worker that goes on where it, or another replica's, has stopped.
  public ChangeTail tail() {
    return new ChangeTail(rows);
  }

  /// Whether other replicas wake us at once. False behind a pooler that swallows notifications and
  /// while the connection is down: then the table is read each second.
  public boolean notified() {
    return signal.works();
  }

  /// Removes what is older than 24 hours.
  ///
  /// @return how many rows
  public int prune() {
    return rows.prune();
  }

  @Override
  public void close() {
    signal.close();
    reader.close();
  }
}
