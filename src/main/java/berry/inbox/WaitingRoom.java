package berry.inbox;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/// The line in front of the writer. What queues up while a commit runs is the next batch, so a
/// batch grows with the load and an idle Berry commits at once.
final class WaitingRoom {

  private static final int BATCH_ROWS = 512;
  private static final long BATCH_BYTES = 8L << 20;

  /// More than a second's work of a fast machine, and a tenth of a small one's memory.
  private static final int MOST_ROWS = 8 * BATCH_ROWS;

  private static final long MOST_BYTES = 4 * BATCH_BYTES;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition arrival = lock.newCondition();
  private final Deque<Ticket> line = new ArrayDeque<>();
  private int rows;
  private long bytes;
  private boolean closed;

  /// @return false when there is no room, or when it is closed
  boolean enter(Ticket ticket) {
    lock.lock();
    try {
      boolean full = !line.isEmpty() && (rows >= MOST_ROWS || bytes >= MOST_BYTES);
      if (closed || full) {
        return false;
      }
      line.add(ticket);
      rows += ticket.rows();
      bytes += ticket.bytes();
      arrival.signal();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /// Waits for the next batch.
  ///
  /// @return empty when the room is closed and nobody is left
  List<Ticket> next() throws InterruptedException {
    lock.lockInterruptibly();
    try {
      List<Ticket> batch = new ArrayList<>();
      while (batch.isEmpty() && !(closed && line.isEmpty())) {
        while (line.isEmpty() && !closed) {
          arrival.await();
        }
        take(batch);
      }
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void take(List<Ticket> batch) {
    int batchRows = 0;
    long batchBytes = 0;
    while (!line.isEmpty()) {
      Ticket ticket = line.element();
      boolean fits =
          batchRows + ticket.rows() <= BATCH_ROWS && batchBytes + ticket.bytes() <= BATCH_BYTES;
      if (!fits && !batch.isEmpty()) {
        return;
      }
      remove();
      // One who gave up waiting was told to send it again.
      if (!ticket.settled()) {
        batch.add(ticket);
        batchRows += ticket.rows();
        batchBytes += ticket.bytes();
      }
    }
  }

  /// Sends those away who have waited for longer than that; they leave when their turn comes.
  void sendAway(Duration patience) {
    List<Ticket> all;
    lock.lock();
    try {
      all = List.copyOf(line);
    } finally {
      lock.unlock();
    }
    // They came in this order, so nobody behind the first in time has waited longer.
    for (Ticket ticket : all) {
      if (!ticket.overdue(patience)) {
        return;
      }
    }
  }

  /// Sends everybody away.
  List<Ticket> clear() {
    lock.lock();
    try {
      List<Ticket> all = new ArrayList<>();
      while (!line.isEmpty()) {
        all.add(remove());
      }
      return all;
    } finally {
      lock.unlock();
    }
  }

  /// Lets nobody in any more; those inside are still served.
  void close() {
    lock.lock();
    try {
      closed = true;
      arrival.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /// How many updates wait.
  int waiting() {
    lock.lock();
    try {
      return rows;
    } finally {
      lock.unlock();
    }
  }

  private Ticket remove() {
    Ticket ticket = line.remove();
    rows -= ticket.rows();
    bytes -= ticket.bytes();
    return ticket;
  }
}
