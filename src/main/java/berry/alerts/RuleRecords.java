package berry.alerts;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the judging replica has in memory: each rule's case, and what of it is not written yet. It
/// can go on without a database; what was not written is not told, so whoever takes over begins
/// where the last writing was and neither forgets nor repeats. For one thread.
final class RuleRecords {

  /// States are written at once, mere values now and then.
  private static final Duration VALUES = Duration.ofSeconds(15);

  private final Map<String, RuleRecord> cases;
  private final Map<String, Episode> episodes = new LinkedHashMap<>();
  private final List<Notification> notifications = new ArrayList<>();
  private boolean news;
  private @Nullable Instant written;

  RuleRecords(Map<String, RuleRecord> stored) {
    this.cases = new LinkedHashMap<>(stored);
  }

  @Nullable RuleRecord find(String key) {
    return cases.get(key);
  }

  List<String> keys() {
    return List.copyOf(cases.keySet());
  }

  /// @return whether it fires, or is not over it for long enough
  boolean judge(Rule rule, Sample sample, Muting quiet) {
    RuleRecord before = cases.getOrDefault(rule.key(), RuleRecord.fresh(sample.at()));
    EpisodeMachine desk = EpisodeMachine.of(rule, before, sample, quiet);
    note(rule.key(), before, desk);
    return desk.next().standing().state().bad();
  }

  void withdraw(Rule rule, Instant now) {
    RuleRecord before = cases.get(rule.key());
    if (before != null && (before.open() != null || before.standing().state() != State.OK)) {
      note(rule.key(), before, EpisodeMachine.withdrawn(rule, before, now));
    }
  }

  private void note(String key, RuleRecord before, EpisodeMachine desk) {
    cases.put(key, desk.next());
    news |= desk.next().standing().state() != before.standing().state();
    Episode ended = desk.ended();
    if (ended != null) {
      note(ended);
    }
    Episode open = desk.next().open();
    if (open != null && !open.equals(before.open())) {
      note(open);
    }
    notifications.addAll(desk.notifications());
  }

  private void note(Episode episode) {
    episodes.put(episode.key() + " " + episode.beganAt(), episode);
  }

  /// What is to be written now; empty when there is nothing.
  Batch batch(Instant now) {
    Instant last = written;
    boolean values = last == null || Duration.between(last, now).abs().compareTo(VALUES) >= 0;
    boolean due = values || news || !episodes.isEmpty() || !notifications.isEmpty();
    return new Batch(
        due ? Map.copyOf(cases) : Map.of(),
        List.copyOf(episodes.values()),
        List.copyOf(notifications),
        news || !episodes.isEmpty());
  }

  /// It is written.
  ///
  /// @param stored the same episodes, with their ids and messages
  void wrote(List<Episode> stored, Instant now) {
    episodes.clear();
    notifications.clear();
    news = false;
    written = now;
    stored.forEach(this::put);
  }

  /// An episode got its id or its message.
  void put(Episode stored) {
    RuleRecord known = cases.get(stored.key());
    if (known == null) {
      return;
    }
    Episode open = known.open();
    Episode last = known.last();
    if (open != null && open.same(stored)) {
      known = known.open(stored);
    }
    if (last != null && last.same(stored)) {
      known = known.last(stored);
    }
    cases.put(stored.key(), known);
  }

  /// The same, for one that must be written yet.
  void told(Episode told) {
    put(told);
    note(told);
    notifications.removeIf(
        one -> one instanceof Notification.Announce announce && announce.episode().same(told));
  }

  /// Takes over a case that another book has and that is written nowhere.
  void adopt(String key, RuleRecord known) {
    cases.put(key, known);
    Episode open = known.open();
    if (open != null) {
      note(open);
    }
    news = true;
  }
}
