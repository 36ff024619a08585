package berry.backup;

import berry.backup.Work.Outcome;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/// One piece of work of this process: heard on its thread, read on others.
final class Running implements Progress {

  private static final Duration TOLD = Duration.ofSeconds(1);

  private Work work;
  private boolean changed;
  private boolean told;
  private boolean tried;
  private @Nullable Thread thread;

  /// Whether the row is ours.
  private boolean claimed;

  /// @param claimed whether the row is ours already; otherwise it is taken when it is free, once
  ///   something was heard
  Running(Work work, boolean claimed) {
    this.work = work;
    this.claimed = claimed;
  }

  @Override
  public synchronized void begins(String what, long bytes) {
    become(work.at(Work.Step.of(what), 0, bytes, null));
  }

  @Override
  public synchronized void table(String name) {
    become(work.at(work.step(), work.done(), work.total(), name));
  }

  @Override
  public synchronized void advances(long bytes) {
    become(work.at(work.step(), work.done() + bytes, work.total(), work.table()));
  }

  synchronized void ended(Instant at, @Nullable Outcome outcome, @Nullable String failure) {
    become(work.ended(at, outcome, failure));
    notifyAll();
  }

  private void become(Work now) {
    work = now;
    changed = true;
  }

  synchronized Work work() {
    return work;
  }

  synchronized boolean changed() {
    boolean was = changed;
    changed = false;
    return was;
  }

  synchronized boolean claimed() {
    return claimed;
  }

  synchronized void wasClaimed() {
    claimed = true;
  }

  synchronized boolean told() {
    return told;
  }

  synchronized void wasTold() {
    told = true;
  }

  synchronized void runs(Thread by) {
    thread = by;
  }

  synchronized @Nullable Thread thread() {
    return thread;
  }

  /// In a second, or at once when it has ended.
  synchronized Work next() throws InterruptedException {
    long until = System.nanoTime() + TOLD.toNanos();
    long left = TOLD.toNanos();
    while ((work.running() || tried) && left > 0) {
      wait(Duration.ofNanos(left).toMillis() + 1);
      left = until - System.nanoTime();
    }
    tried = !work.running();
    return work;
  }
}
