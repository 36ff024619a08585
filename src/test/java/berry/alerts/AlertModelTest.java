package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import berry.monitoring.Metric;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A thousand lives of a rule, with restarts, changes of the leader, clocks that jump, figures that
/// are missing and writings that fail before or after their COMMIT: nothing is told twice, nothing
/// is forgotten. Each life can be run again by its seed.
final class AlertModelTest {

  private static final int LIVES = 1_000;
  private static final int STEPS = 500;

  @Test
  void nothing_is_told_twice_and_nothing_is_forgotten() {
    long base = Long.getLong("berry.test.seed", 20_260_302L);
    int told = 0;
    for (int n = 0; n < LIVES; n++) {
      Life life = new Life(base + n);
      try {
        life.run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dberry.test.seed=" + (base + n), e);
      }
      told += life.announced.size();
    }
    System.out.println("alert lives from seed " + base + ": " + told + " episodes were announced");
    assertThat(told).as("lives in which something happens").isGreaterThan(LIVES / 2);
  }

  private static final class Life {

    private final Random random;
    private final Rule rule;
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private Map<String, RuleRecord> stored = Map.of();
    private final Map<Instant, Long> ids = new HashMap<>();
    private final Set<Instant> announced = new HashSet<>();
    private final Map<Long, State> messages = new HashMap<>();
    private RuleRecords book = new RuleRecords(stored);
    private double value = 0.1;

    Life(long seed) {
      random = new Random(seed);
      Duration lasts = Duration.ofSeconds(List.of(0, 15, 60, 300).get(random.nextInt(4)));
      rule = new Rule("cpu", Metric.CPU_USED, true, 0.8, 0.75, lasts, 2, false, null, "default");
    }

    void run() {
      for (int n = 0; n < STEPS; n++) {
        happen();
        step(Sample.of(now, value, null), random.nextInt(20) > 0, random.nextInt(40) > 0);
      }
      calm(0.95);
      assertThat(known().standing().state()).isEqualTo(State.FIRING);
      assertThat(Objects.requireNonNull(known().open()).untold()).as("still not told").isFalse();
      assertThat(messages.values().stream().filter(one -> one != State.OK).toList())
          .hasSizeLessThanOrEqualTo(1);
      calm(0.1);
      assertThat(known().open()).isNull();
      assertThat(messages.values()).as("what the messages say at the end").containsOnly(State.OK);
    }

    private void happen() {
      now = now.plusMillis(4_000 + random.nextInt(2_000));
      switch (random.nextInt(60)) {
        case 0 -> now = now.plusSeconds(random.nextInt(100_000));
        case 1 -> now = now.minusSeconds(random.nextInt(100_000));
        case 2, 3 -> book = new RuleRecords(stored); // a restart, or another leader
        case 4, 5, 6 -> value = random.nextDouble();
        case 7, 8 -> value = 0.95;
        default -> {
          // nothing
        }
      }
    }

    private void step(Sample sample, boolean there, boolean writes) {
      book.judge(rule, there ? sample : Sample.absent(now), Muting.NOT);
      if (writes) {
        write();
      }
    }

    private void calm(double steady) {
      for (int n = 0; n < 200; n++) {
        now = now.plusSeconds(5);
        step(Sample.of(now, steady, null), true, true);
      }
    }

    /// As the database does it: all or nothing, each episode and each message once.
    private void write() {
      Batch batch = book.batch(now);
      List<Episode> done = new ArrayList<>();
      for (Episode episode : batch.episodes()) {
        done.add(episode.stored(ids.computeIfAbsent(episode.beganAt(), at -> (long) ids.size())));
      }
      for (Notification telling : batch.notifications()) {
        if (telling instanceof Notification.Announce one) {
          boolean fresh = announced.add(one.episode().beganAt());
          assertThat(messages.values())
              .as("a second message while the first still says that it fires")
              .allMatch(state -> state == State.OK || !fresh);
          long id = Objects.requireNonNull(ids.get(one.episode().beganAt()));
          messages.put(id, State.FIRING);
          done.replaceAll(
              it -> it.same(one.episode()) ? it.told(Episode.QUEUED, 1L, id, null, false) : it);
        } else if (telling instanceof Notification.Change one) {
          @Nullable Long message = message(one.episode(), done);
          messages.put(
              Objects.requireNonNull(message, "changes a message that is there"),
              one.face().state());
        }
      }
      book.wrote(done, now);
      if (!batch.cases().isEmpty()) {
        Map<String, RuleRecord> all = new HashMap<>();
        for (String key : book.keys()) {
          RuleRecord known = Objects.requireNonNull(book.find(key));
          AlertStore.Row row = RuleRecordJson.row(key, known);
          all.put(key, RuleRecordJson.of(row, known.open(), known.last()));
        }
        stored = all;
        toldAsItIs();
      }
      if (random.nextInt(50) == 0) {
        book = new RuleRecords(stored); // it was written, and whoever wrote it died of it
      }
    }

    /// A message says how it stands, whoever wrote it before: firing, or well again for a while.
    private void toldAsItIs() {
      RuleRecord known = book.find("cpu");
      Episode open = known == null ? null : known.open();
      if (known != null && open != null && open.hasMessage() && open.first() != null) {
        assertThat(messages.get(message(open, List.of())))
            .as("what the open message says")
            .isEqualTo(known.standing().state());
      }
    }

    private RuleRecord known() {
      return Objects.requireNonNull(book.find("cpu"));
    }

    private static @Nullable Long message(Episode episode, List<Episode> done) {
      if (episode.outgoingId() != null) {
        return episode.outgoingId();
      }
      return done.stream()
          .filter(it -> it.same(episode))
          .findFirst()
          .map(Episode::outgoingId)
          .orElse(null);
    }
  }
}
