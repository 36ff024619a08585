package berry.escalation;

import berry.config.EscalationKeys;
import berry.config.EscalationRules;
import berry.database.Lease;
import berry.escalation.FallbackChannel.Call;
import berry.escalation.FallbackChannel.Sent;
import berry.settings.Settings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// The ways past Telegram, as they are configured, and how each went last.
public final class Channels implements AutoCloseable {

  /// The ids that [#last] and [#test] know, in the order of the screen.
  public static final List<String> IDS = List.of(SignedWebhook.ID, Mail.ID, DeadMan.ID);

  /// A ping a minute, so that one may be lost, or two.
  private static final Duration FRESH = Duration.ofMinutes(5);

  private final List<FallbackChannel> all;
  private final ChannelNotes notes;
  private final @Nullable DeadMan deadMan;
  private final Clock clock;

  /// @param lease which replica pings; closed with this
  /// @param wellness asked before each ping
  public static Channels of(
      EscalationRules rules,
      EscalationKeys keys,
      Settings settings,
      Clock clock,
      Lease lease,
      Supplier<Wellness> wellness) {
    ChannelNotes notes = new ChannelNotes(settings);
    URI outside = rules.deadMan();
    DeadMan deadMan =
        outside == null
            ? null
            : new DeadMan(outside, wellness, lease, notes, clock, WebCall.PATIENCE);
    return new Channels(fallbacks(rules, keys, clock), notes, deadMan, clock);
  }

  Channels(
      List<FallbackChannel> fallbacks, ChannelNotes notes, @Nullable DeadMan deadMan, Clock clock) {
    this.notes = notes;
    this.deadMan = deadMan;
    this.clock = clock;
    this.all = fallbacks.stream().<FallbackChannel>map(Noted::new).toList();
  }

  private static List<FallbackChannel> fallbacks(
      EscalationRules rules, EscalationKeys keys, Clock clock) {
    List<FallbackChannel> found = new ArrayList<>();
    if (rules.webhook() != null) {
      found.add(new SignedWebhook(rules.webhook(), Objects.requireNonNull(keys.webhook()), clock));
    }
    if (rules.mail() != null) {
      found.add(new Mail(rules.mail(), keys.smtp()));
    }
    return found;
  }

  /// Those to people. What is sent by one of them is noted.
  public List<FallbackChannel> all() {
    return all;
  }

  public void start() {
    if (deadMan != null) {
      deadMan.start();
    }
  }

  /// How the last use went, of whichever replica; empty when there was none.
  public Optional<LastUse> last(String id) {
    return notes.last(id);
  }

  /// All there can be, also those that are not set.
  public List<ChannelView> shown() {
    return IDS.stream().map(this::shown).toList();
  }

  /// Whether somebody outside notices when all of Berry is gone: they were told lately that it
  /// lives.
  public boolean watched() {
    return deadMan != null
        && deadMan
            .last()
            .filter(last -> last.ok() && last.at().isAfter(clock.instant().minus(FRESH)))
            .isPresent();
  }

  /// Sends something harmless that way, and waits for what comes of it.
  ///
  /// @return empty when that way is not set
  public Optional<Sent> test(String id) {
    if (id.equals(DeadMan.ID)) {
      return Optional.ofNullable(deadMan).map(one -> sent(one.test()));
    }
    return channel(id).map(one -> one.send(harmless()));
  }

  private static Sent sent(LastUse use) {
    return use.ok() ? new Sent.Ok() : new Sent.Failed(String.valueOf(use.why()), true);
  }

  private Call harmless() {
    return new Call(
        "test-" + UUID.randomUUID(),
        0,
        3,
        "test",
        "a test",
        "This is a test: nothing is wrong. Incidents come this way when Telegram is away, and when"
            + " nobody has answered there.",
        null,
        clock.instant());
  }

  private Optional<FallbackChannel> channel(String id) {
    return all.stream().filter(one -> one.id().equals(id)).findFirst();
  }

  private ChannelView shown(String id) {
    String host =
        id.equals(DeadMan.ID)
            ? deadMan == null ? null : deadMan.shown()
            : channel(id).map(FallbackChannel::shown).orElse(null);
    // What a way told that is not set any more concerns nobody.
    LastUse last = host == null ? null : last(id).orElse(null);
    return last == null
        ? new ChannelView(id, host != null, host, null, null, null)
        : new ChannelView(id, true, host, last.at(), last.ok(), last.why());
  }

  @Override
  public void close() {
    if (deadMan != null) {
      deadMan.close();
    }
    notes.close();
  }

  /// A channel that remembers how it went.
  private final class Noted implements FallbackChannel {

    private final FallbackChannel channel;

    Noted(FallbackChannel channel) {
      this.channel = channel;
    }

    @Override
    public String id() {
      return channel.id();
    }

    @Override
    public String shown() {
      return channel.shown();
    }

    @Override
    public Sent send(Call call) {
      Sent sent = channel.send(call);
      // What broke off because this process ends says nothing of the other side.
      if (!Thread.currentThread().isInterrupted()) {
        notes.note(id(), use(sent));
      }
      return sent;
    }

    private LastUse use(Sent sent) {
      return switch (sent) {
        case Sent.Ok _ -> new LastUse(clock.instant(), true, null);
        case Sent.Failed failed -> new LastUse(clock.instant(), false, failed.why());
      };
    }
  }
}
