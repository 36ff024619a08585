package berry;

import berry.audience.Overview.Attention;
import berry.config.Scope;
import berry.database.Job;
import berry.outbox.Courier;
import berry.outbox.Outbox;
import berry.outbox.OutboxAttention;
import berry.outbox.OutboxStatus;
import berry.outbox.OutgoingFiles;
import berry.telegram.BotApi;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is to be sent, and in the bot's service who sends it.
final class OutboxPart implements Part {

  private final Base base;
  private final SettingsPart settings;
  private final Outbox outbox;
  private final OutgoingFiles files;
  private final @Nullable Courier courier;

  OutboxPart(Base base, SettingsPart settings, BotApi api) {
    this.base = base;
    this.settings = settings;
    this.outbox = new Outbox(base.database(), base.changes(), base.token().id());
    this.files = new OutgoingFiles(base.database(), base.token().id());
    this.courier =
        base.configuration().scope() == Scope.DASHBOARD
            ? null
            : new Courier(base.database(), base.changes(), base.clock(), api, base.metrics());
  }

  Outbox outbox() {
    return outbox;
  }

  OutgoingFiles files() {
    return files;
  }

  OutboxStatus status() {
    return OutboxStatus.read(base.database());
  }

  /// What of it needs a human.
  Attention.Source attention() {
    return new OutboxAttention(base.database());
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        new Job("outgoing-retention", Duration.ofHours(24), this::forget),
        new Job("outgoing-paces", Duration.ofHours(1), outbox::forgetPaces));
  }

  /// What was said is in `message`; how it was sent is kept as long as raw updates are.
  private void forget() {
    outbox.prune(base.clock().instant().minus(settings.choices().rawRetention()));
  }

  @Override
  public void start() {
    if (courier != null) {
      courier.start();
    }
  }

  @Override
  public void close() {
    if (courier != null) {
      courier.close();
    }
  }
}
