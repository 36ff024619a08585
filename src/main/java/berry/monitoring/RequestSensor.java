package berry.monitoring;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.LongAdder;

/// Requests, how long they took and how many failed, over the last minute: with a few requests a
/// minute, five seconds would be noise or nothing.
///
/// The webhook is told apart from the API, for Telegram's patience is another than a person's.
/// Probes, files of the app and streams that stay open are no requests of this kind.
final class RequestSensor implements Sensor {

  private static final int WINDOW = 12;

  private final Latencies webhook = new Latencies();
  private final Latencies api = new Latencies();
  private final LongAdder answers = new LongAdder();
  private final LongAdder failures = new LongAdder();
  private final Deque<Slice> slices = new ArrayDeque<>();
  private long lastAt;

  private record Slice(
      Latencies.Counted webhook,
      Latencies.Counted api,
      long answers,
      long failures,
      double seconds) {}

  RequestSensor() {
    this.lastAt = System.nanoTime();
  }

  /// An answered request; from any thread.
  ///
  /// @param route the pattern, such as `/api/me/messages/{id}`
  void answered(String route, int status, Duration took) {
    boolean ofTelegram = route.equals("/telegram/webhook");
    if (!ofTelegram && !(route.startsWith("/api/") && !route.equals("/api/live"))) {
      return;
    }
    (ofTelegram ? webhook : api).add(took);
    handled(status < 500);
  }

  /// Something of ours was done for somebody, or failed by our own fault: an update, an answer.
  void handled(boolean well) {
    answers.increment();
    if (!well) {
      failures.increment();
    }
  }

  @Override
  public void read(Readings into) {
    long now = System.nanoTime();
    slices.addLast(
        new Slice(
            webhook.take(),
            api.take(),
            answers.sumThenReset(),
            failures.sumThenReset(),
            (now - lastAt) / 1e9));
    lastAt = now;
    while (slices.size() > WINDOW) {
      slices.removeFirst();
    }
    double minutes = slices.stream().mapToDouble(Slice::seconds).sum() / 60;
    if (minutes <= 0) {
      return;
    }
    Latencies.Counted ofTelegram = Latencies.Counted.none();
    Latencies.Counted ofPeople = Latencies.Counted.none();
    for (Slice slice : slices) {
      ofTelegram = ofTelegram.and(slice.webhook());
      ofPeople = ofPeople.and(slice.api());
    }
    long all = slices.stream().mapToLong(Slice::answers).sum();
    long failed = slices.stream().mapToLong(Slice::failures).sum();
    into.put(Metric.REQUESTS_PER_MINUTE, (ofTelegram.count() + ofPeople.count()) / minutes);
    into.put(Metric.RESPONSE_WEBHOOK_COUNT, ofTelegram.count() / minutes);
    into.put(Metric.RESPONSE_API_COUNT, ofPeople.count() / minutes);
    put(into, Metric.RESPONSE_WEBHOOK_P50, ofTelegram, 0.50);
    put(into, Metric.RESPONSE_WEBHOOK_P95, ofTelegram, 0.95);
    put(into, Metric.RESPONSE_WEBHOOK_P99, ofTelegram, 0.99);
    put(into, Metric.RESPONSE_API_P50, ofPeople, 0.50);
    put(into, Metric.RESPONSE_API_P95, ofPeople, 0.95);
    put(into, Metric.RESPONSE_API_P99, ofPeople, 0.99);
    if (all > 0) {
      into.put(Metric.ERRORS_SHARE, (double) failed / all);
    }
  }

  private static void put(Readings into, Metric metric, Latencies.Counted counted, double share) {
    counted.percentile(share).ifPresent(seconds -> into.put(metric, seconds));
  }
}
