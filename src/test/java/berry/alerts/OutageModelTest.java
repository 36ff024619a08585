package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import berry.config.AlertSetting;
import berry.config.BackupRules;
import berry.config.Rules;
import berry.monitoring.Metric;
import berry.monitoring.Readings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Hundreds of outages of the database, watched by two replicas that take turns, with figures that
/// are old when it is over: what only follows from the outage is told by nobody, and what is true
/// beside it is told once. Each can be run again by its seed.
final class OutageModelTest {

  private static final int LIVES = 400;
  private static final int STEP = 5;

  /// From the last reading of another replica to the one who judges, and a slow database.
  private static final int OLDEST = 50;

  private static final Map<String, Metric> EFFECTS =
      Map.of(
          "intake-stalled", Metric.INTAKE_STALLED,
          "replica-silent", Metric.REPLICA_SILENT,
          "response-time-api", Metric.RESPONSE_API_P95,
          "error-rate", Metric.ERRORS_SHARE);

  @Test
  void an_outage_is_not_told_again_by_its_effects_and_hides_nothing_else() {
    long base = Long.getLong("berry.test.seed", 20_260_302L);
    int real = 0;
    for (int n = 0; n < LIVES; n++) {
      try {
        real += new Life(base + n).run();
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError("-Dberry.test.seed=" + (base + n), e);
      }
    }
    assertThat(real).as("outages beside which something else was wrong").isGreaterThan(LIVES / 4);
  }

  private static final class Life {

    private final Random random;
    private final RuleSet rules = RuleSet.of(atOnce());
    private final List<Judge> replicas = List.of(new Judge(rules, "one"), new Judge(rules, "two"));
    private final List<Notification> told = new ArrayList<>();
    private Map<String, RuleRecord> stored = Map.of();
    private RuleRecords records = new RuleRecords(stored);
    private int leader;
    private Instant now = Instant.parse("2026-03-02T12:00:00Z");
    private long ids;

    private final int begin;
    private final int end;
    private final int noticed;
    private final Map<String, Integer> old = new HashMap<>();
    private final String troubled;
    private final int troubleBegin;
    private final int troubleEnd;

    Life(long seed) {
      random = new Random(seed);
      begin = 120;
      end = begin + 70 + random.nextInt(300);
      noticed = end + random.nextInt(8);
      EFFECTS.keySet().forEach(key -> old.put(key, random.nextInt(OLDEST + 1)));
      troubled =
          random.nextInt(2) == 0
              ? List.copyOf(EFFECTS.keySet().stream().sorted().toList()).get(random.nextInt(4))
              : "";
      troubleBegin = begin - 100 + random.nextInt(250);
      troubleEnd = end + 300;
    }

    private static Rules atOnce() {
      List<AlertSetting> settings =
          Stream.of("response-time-api", "error-rate")
              .map(key ->
                  new AlertSetting(
                      "berry.yaml", key, null, null, null, null, Duration.ZERO, null, null))
              .toList();
      return new Rules(null, null, null, BackupRules.USUAL, settings);
    }

    /// @return 1 when something else was wrong, too
    int run() {
      for (int second = 0; second < end + 600; second += STEP) {
        now = now.plusSeconds(STEP);
        step(second);
      }
      for (String key : EFFECTS.keySet()) {
        long times =
            told.stream()
                .filter(Notification.Announce.class::isInstance)
                .map(Notification.Announce.class::cast)
                .filter(one -> one.rule().key().equals(key))
                .count();
        assertThat(times).as(key).isEqualTo(key.equals(troubled) ? 1 : 0);
        assertThat(Objects.requireNonNull(records.find(key)).open()).as(key).isNull();
      }
      return troubled.isEmpty() ? 0 : 1;
    }

    private void step(int second) {
      boolean out = second >= begin && second < end;
      Readings reading = reading(second, out);
      boolean away = reading.get(Metric.DATABASE_DOWN).orElse(0) > 0;
      // Who judges changes when the database can be asked, most of all when it is back.
      if (!out && !away && random.nextInt(second < end + 60 && second >= end ? 4 : 40) == 0) {
        leader = 1 - leader;
        records = new RuleRecords(stored);
      }
      replicas.forEach(one -> one.see(reading));
      replicas.get(leader).judge(records, reading, Map.of(), away, List.of());
      if (!out && !away) {
        write();
      }
    }

    /// While it is out nobody knows anything of the effects; then it is as if it were still out for
    /// a while, and some of it goes on.
    private Readings reading(int second, boolean out) {
      double since = second - begin;
      Readings reading =
          new Readings(now)
              .put(Metric.DISK_USED, 0.1)
              .put(Metric.RESPONSE_API_COUNT, 60)
              .put(Metric.REQUESTS_PER_MINUTE, 60)
              .put(Metric.DATABASE_DOWN, second < noticed && since > 11 ? since : 0);
      EFFECTS.forEach((key, metric) -> {
        boolean real = key.equals(troubled) && second >= troubleBegin && second < troubleEnd;
        boolean follows = second >= end && second < end + Objects.requireNonNull(old.get(key));
        if (!out || since < 12) {
          reading.put(metric, real || follows ? bad(metric, since) : 0);
        }
      });
      return reading;
    }

    private static double bad(Metric metric, double since) {
      return metric == Metric.ERRORS_SHARE ? 1 : Math.max(70, since);
    }

    private void write() {
      Batch batch = records.batch(now);
      told.addAll(batch.notifications());
      List<Episode> done = new ArrayList<>();
      for (Episode episode : batch.episodes()) {
        Episode known = episode.id() == null ? episode.stored(++ids) : episode;
        done.add(
            known.hasMessage() && known.outgoingId() == null
                ? known.told(Episode.QUEUED, 1L, known.id(), null, false)
                : known);
      }
      records.wrote(done, now);
      Map<String, RuleRecord> all = new HashMap<>(stored);
      if (!batch.cases().isEmpty()) {
        records.keys().forEach(key -> all.put(key, Objects.requireNonNull(records.find(key))));
      }
      stored = all;
    }
  }
}
