package berry.inbox;

import berry.database.Threads;
import berry.monitoring.Metrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.LongAccumulator;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes one batch after the other from the line and commits it. Runs in a thread of its own.
final class Writer implements Runnable {

  private static final Logger LOG = LoggerFactory.getLogger(Writer.class);

  /// A deadlock is over after the first retry; a storm of them is not worth the waiting.
  private static final int TRIES = 5;

  private static final class Down extends Exception {
    private static final long serialVersionUID = 1L;

    private final String reason;

    Down(String reason) {
      super(reason);
      this.reason = reason;
    }
  }

  private final WaitingRoom room = new WaitingRoom();
  private final Thread thread = Thread.ofPlatform().name("inbox").daemon().unstarted(this);
  private final IntakeStore store;
  private final int shard;
  private final Metrics metrics;
  private final Consumer<List<Arrival>> committed;
  private final LongAccumulator longest = new LongAccumulator(Math::max, 0);
  private volatile long busySince;
  private volatile List<Ticket> inHand = List.of();

  /// @param committed told after each commit what is due in it
  Writer(IntakeStore store, int shard, Metrics metrics, Consumer<List<Arrival>> committed) {
    this.store = store;
    this.shard = shard;
    this.metrics = metrics;
    this.committed = committed;
  }

  @Override
  public void run() {
    try {
      for (List<Ticket> batch = room.next(); !batch.isEmpty(); batch = room.next()) {
        busySince = System.nanoTime();
        inHand = batch;
        serve(batch);
        inHand = List.of();
        busySince = 0;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void start() {
    thread.start();
  }

  /// @return false when there is no room, or when it is about to end
  boolean enter(Ticket ticket) {
    return room.enter(ticket);
  }

  /// How many updates wait.
  int waiting() {
    return room.waiting();
  }

  /// The longest that anybody waited for a COMMIT since this was last asked.
  Duration longestWait() {
    return Duration.ofNanos(longest.getThenReset());
  }

  /// Lets nobody in any more and serves those who wait, for that long at most.
  void end(Duration patience) {
    room.close();
    Threads.join(thread, patience);
  }

  /// Whether it has been at one batch for longer than that.
  boolean stuck(Duration patience) {
    long since = busySince;
    return since != 0 && System.nanoTime() - since > patience.toNanos();
  }

  /// Sends those away who have waited for longer than that.
  void sendAway(Duration patience) {
    inHand.forEach(ticket -> ticket.overdue(patience));
    room.sendAway(patience);
  }

  /// The thread outlives every mistake: without it nothing would be taken in any more.
  private void serve(List<Ticket> batch) {
    try {
      settle(batch);
    } catch (RuntimeException | Error e) {
      LOG.error("{} requests not taken in; Telegram will send them again", batch.size(), e);
      Receipt answer = Inbox.unavailable("Berry failed: " + e.getClass().getSimpleName());
      batch.forEach(ticket -> ticket.settle(answer));
    }
  }

  private void settle(List<Ticket> batch) {
    List<Arrival> arrivals = batch.stream().flatMap(ticket -> ticket.arrivals().stream()).toList();
    try {
      List<Fate> fates = write(arrivals);
      count(fates);
      longest.accumulate(batch.getFirst().age().toNanos());
      // Not by this thread: to write a hundred answers takes as long as to read the next batch.
      Thread.ofVirtual().name("inbox-answers").start(() -> settle(batch, fates));
    } catch (Down e) {
      // Those in the line would only learn the same a little later.
      Receipt answer = Inbox.unavailable(e.reason);
      batch.forEach(ticket -> ticket.settle(answer));
      room.clear().forEach(ticket -> ticket.settle(answer));
    }
  }

  /// What cannot be stored is found by halving; everything else is committed, in order.
  private List<Fate> write(List<Arrival> arrivals) throws Down {
    return switch (attempt(arrivals)) {
      case IntakeStore.Outcome.Committed done -> {
        committed.accept(done.due());
        yield done.fates();
      }
      case IntakeStore.Outcome.Spoiled spoiled -> {
        if (arrivals.size() == 1) {
          yield quarantine(arrivals.getFirst(), spoiled.reason());
        }
        int half = arrivals.size() / 2;
        List<Fate> fates = new ArrayList<>(write(arrivals.subList(0, half)));
        fates.addAll(write(arrivals.subList(half, arrivals.size())));
        yield fates;
      }
      case IntakeStore.Outcome.Crossed crossed ->
          throw new Down(TRIES + " tries crossed with other writers: " + crossed.reason());
      case IntakeStore.Outcome.Down down -> throw new Down(down.reason());
    };
  }

  private List<Fate> quarantine(Arrival guilty, String reason) throws Down {
    return switch (attempt(List.of(guilty.quarantined(reason)))) {
      case IntakeStore.Outcome.Committed done -> {
        committed.accept(List.of());
        yield done.fates();
      }
      case IntakeStore.Outcome.Spoiled spoiled -> throw new Down(spoiled.reason());
      case IntakeStore.Outcome.Crossed crossed -> throw new Down(crossed.reason());
      case IntakeStore.Outcome.Down down -> throw new Down(down.reason());
    };
  }

  private IntakeStore.Outcome attempt(List<Arrival> arrivals) {
    long began = System.nanoTime();
    IntakeStore.Outcome outcome = store.write(arrivals, shard);
    for (int tries = 1; outcome instanceof IntakeStore.Outcome.Crossed && tries < TRIES; tries++) {
      outcome = store.write(arrivals, shard);
    }
    String result =
        switch (outcome) {
          case IntakeStore.Outcome.Committed done -> "committed";
          case IntakeStore.Outcome.Spoiled spoiled -> "spoiled";
          case IntakeStore.Outcome.Crossed crossed -> "crossed";
          case IntakeStore.Outcome.Down down -> "down";
        };
    Duration took = Duration.ofNanos(System.nanoTime() - began);
    metrics.time("berry.intake.batch", took, "result", result);
    metrics.size("berry.intake.batch.rows", arrivals.size());
    return outcome;
  }

  private static void settle(List<Ticket> batch, List<Fate> fates) {
    int done = 0;
    for (Ticket ticket : batch) {
      ticket.settle(receipt(fates.subList(done, done + ticket.rows())));
      done += ticket.rows();
    }
  }

  private void count(List<Fate> fates) {
    Receipt.Stored all = receipt(fates);
    metrics.count("berry.intake.updates", all.fresh(), "result", "stored");
    metrics.count("berry.intake.updates", all.repeated(), "result", "repeated");
    metrics.count("berry.intake.updates", all.quarantined(), "result", "quarantined");
  }

  private static Receipt.Stored receipt(List<Fate> fates) {
    int fresh = 0;
    int repeated = 0;
    int quarantined = 0;
    for (Fate fate : fates) {
      switch (fate) {
        case FRESH -> fresh++;
        case REPEATED -> repeated++;
        case QUARANTINED -> quarantined++;
      }
    }
    return new Receipt.Stored(fresh, repeated, quarantined);
  }
}
