package berry;

import berry.access.WebhookSecrets;
import berry.bot.Reception;
import berry.bot.ReceptionReporter;
import berry.bot.Webhook;
import berry.database.Lease;
import berry.http.Route;
import berry.inbox.Inbox;
import berry.monitoring.Sensor;
import berry.telegram.BotApi;
import java.util.List;

/// How updates come: by webhook or by polling. Closed first of all, so that another replica may
/// receive while this one still finishes what it has begun.
final class ReceptionPart implements Part {

  private final Webhook webhook;
  private final Reception reception;

  ReceptionPart(Base base, InboxPart received, Inbox inbox, BotApi api) {
    WebhookSecrets secrets = new WebhookSecrets(base.token(), base.database());
    ReceptionReporter reporter =
        new ReceptionReporter(received.notes(), Replica.name(), base.clock(), base.metrics());
    this.webhook = new Webhook(secrets, inbox::take, reporter);
    this.reception =
        new Reception(
            api,
            inbox::acceptAll,
            new Lease(base.storage().direct(), "reception"),
            new Reception.Target(base.configuration().webhookUrl(), secrets),
            reporter,
            base.clock());
  }

  @Override
  public List<Route> routes() {
    return List.of(webhook.route());
  }

  @Override
  public List<Sensor> sensors() {
    return List.of(reception.sensor());
  }

  @Override
  public void start() {
    reception.start();
  }

  @Override
  public void close() {
    reception.close();
  }
}
