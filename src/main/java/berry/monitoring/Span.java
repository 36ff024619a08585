package berry.monitoring;

import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;

/// How far back a chart looks, and how finely: some 150 to 360 points, which is what a screen can
/// show.
public enum Span {
  HOUR("1h", Duration.ofHours(1), Tier.TEN_SECONDS, Duration.ofSeconds(10)),
  SIX_HOURS("6h", Duration.ofHours(6), Tier.MINUTE, Duration.ofMinutes(1)),
  DAY("24h", Duration.ofDays(1), Tier.MINUTE, Duration.ofMinutes(5)),
  WEEK("7d", Duration.ofDays(7), Tier.HOUR, Duration.ofHours(1)),
  MONTH("30d", Duration.ofDays(30), Tier.HOUR, Duration.ofHours(2));

  private final String word;
  private final Duration length;
  private final Tier tier;
  private final Duration step;

  Span(String word, Duration length, Tier tier, Duration step) {
    this.word = word;
    this.length = length;
    this.tier = tier;
    this.step = step;
  }

  /// As programs and people write it: `6h`.
  public String word() {
    return word;
  }

  public Duration length() {
    return length;
  }

  /// Between two points.
  public Duration step() {
    return step;
  }

  Tier tier() {
    return tier;
  }

  public static Optional<Span> of(String word) {
    return Arrays.stream(values()).filter(one -> one.word.equals(word)).findFirst();
  }
}
