package berry;

import berry.audience.Overview.Attention;
import berry.config.Scope;
import berry.database.Job;
import berry.http.Uploads;
import berry.monitoring.Sensor;
import berry.outbox.Courier;
import berry.outbox.Outbox;
import berry.outbox.OutboxAttention;
import berry.outbox.OutboxSensor;
import berry.outbox.OutboxStatus;
import berry.outbox.OutgoingFiles;
import berry.outbox.StandIn;
import berry.telegram.BotApi;
import berry.telegram.Downloads;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What is to be sent, and who sends it: the bot's service, and a dashboard only while that is
/// gone.
final class OutboxPart implements Part {

  /// How long an upload is kept that nobody sends: until the next day, when its writer is back.
  private static final Duration UNSENT = Duration.ofHours(24);

  private final Base base;
  private final SettingsPart settings;
  private final Outbox outbox;
  private final OutgoingFiles files;
  private final Downloads downloads;
  private final @Nullable Courier courier;
  private final @Nullable StandIn standIn;

  OutboxPart(Base base, MonitoringPart monitoring, SettingsPart settings, BotApi api) {
    this.base = base;
    this.settings = settings;
    this.outbox = new Outbox(base.database(), base.changes(), base.token().id());
    Path data = base.configuration().data();
    boolean elsewhere = base.configuration().database() != null;
    this.files =
        new OutgoingFiles(
            base.database(),
            base.token().id(),
            () -> elsewhere ? Long.MAX_VALUE : Uploads.free(data));
    this.downloads = new Downloads(api, base.clock());
    boolean dashboard = base.configuration().scope() == Scope.DASHBOARD;
    Supplier<Courier> couriers =
        () -> new Courier(base.database(), base.changes(), base.clock(), api, base.metrics());
    this.courier = dashboard ? null : couriers.get();
    this.standIn =
        dashboard ? new StandIn(monitoring.monitoring().replicas()::sending, couriers) : null;
  }

  Outbox outbox() {
    return outbox;
  }

  /// The files of the team until Telegram has them.
  OutgoingFiles files() {
    return files;
  }

  /// The files that Telegram has.
  Downloads downloads() {
    return downloads;
  }

  OutboxStatus status() {
    return OutboxStatus.read(base.database());
  }

  /// What of it needs a human.
  Attention.Source attention() {
    return new OutboxAttention(base.database());
  }

  @Override
  public List<Sensor> sensors() {
    Sensor sensor = courier == null ? new OutboxSensor(base.database()) : courier.sensor();
    return List.of(Sensor.inBackground(sensor));
  }

  @Override
  public List<Job> jobs() {
    return List.of(
        new Job("outgoing-retention", Duration.ofHours(24), this::forget),
        new Job("uploads", Duration.ofHours(1), this::forgetUploads),
        new Job("outgoing-paces", Duration.ofHours(1), outbox::forgetPaces));
  }

  /// What was said is in `message`; how it was sent is kept as long as raw updates are.
  private void forget() {
    outbox.prune(base.clock().instant().minus(settings.choices().rawRetention()));
  }

  private void forgetUploads() {
    files.forget(base.clock().instant().minus(UNSENT));
  }

  @Override
  public void start() {
    if (courier != null) {
      courier.start();
    }
    if (standIn != null) {
      standIn.start();
    }
  }

  @Override
  public void close() {
    if (courier != null) {
      courier.close();
    }
    if (standIn != null) {
      standIn.close();
    }
  }
}
