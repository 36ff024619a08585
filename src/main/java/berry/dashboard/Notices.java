package berry.dashboard;

import berry.audience.Overview;
import berry.audience.Overview.Attention;
import berry.backup.Trust;
import berry.inbox.Outages;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What the owner should know beside the numbers. Each owner of a table counts its own, a moment
/// after the numbers were read: only who waits is from their snapshot.
public final class Notices {

  private static final Duration A_DAY = Duration.ofDays(1);

  private final Supplier<IntakeStatus> strip;
  private final List<Attention.Source> sources;
  private final Outages outages;
  private final Supplier<Trust> backups;
  private final Clock clock;

  /// @param strip how Berry itself is; asked for with each overview
  /// @param sources in the order they are shown
  /// @param backups how far they may be trusted; asked for with each overview
  public Notices(
      Supplier<IntakeStatus> strip,
      List<Attention.Source> sources,
      Outages outages,
      Supplier<Trust> backups,
      Clock clock) {
    this.strip = strip;
    this.sources = List.copyOf(sources);
    this.outages = outages;
    this.backups = backups;
    this.clock = clock;
  }

  IntakeStatus strip() {
    return strip.get();
  }

  Trust backup() {
    return backups.get();
  }

  /// All that needs a human, who waits first.
  List<Attention> attention(Overview overview) {
    Instant now = clock.instant();
    Instant late = now.minus(Duration.ofMinutes(overview.period().limitMinutes()));
    Stream<Attention> others =
        sources.stream().flatMap(source -> source.now(late, now.minus(A_DAY)).stream());
    return Stream.concat(overview.attention().stream(), others)
        .filter(one -> one.count() > 0)
        .toList();
  }

  /// The last outage, for a day after it.
  Outages.@Nullable CaughtUp caughtUp() {
    return outages.latest(clock.instant().minus(A_DAY)).orElse(null);
  }
}
