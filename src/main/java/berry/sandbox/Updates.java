package berry.sandbox;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// How a bot gets its updates: `getUpdates` and the webhook methods.
final class Updates {

  private static final String OTHER_POLLER =
      "terminated by other getUpdates request; make sure that only one bot instance is running";
  private static final String WEBHOOK_SET =
      "can't use getUpdates method while webhook is active; use deleteWebhook to delete the"
          + " webhook first";

  private final World world;
  private final Map<Long, Instant> webhookSet = new HashMap<>();

  Updates(World world) {
    this.world = world;
  }

  /// The methods that answer at once; `getUpdates` waits and is [#next].
  Map<String, Method> methods() {
    Map<String, Method> methods = new HashMap<>();
    methods.put("setwebhook", this::setWebhook);
    methods.put("deletewebhook", this::deleteWebhook);
    methods.put("getwebhookinfo", (bot, parameters) -> info(bot));
    return methods;
  }

  /// `getUpdates`. Waits outside the lock; ends early when a younger call or a webhook takes over.
  ArrayNode next(Bot bot, Parameters parameters) throws InterruptedException {
    long offset = parameters.number("offset", 0);
    int limit = Math.clamp(parameters.number("limit", 100), 1, 100);
    Duration timeout = Duration.ofSeconds(Math.clamp(parameters.number("timeout", 0), 0, 50));
    long call =
        world.with(() -> {
          if (bot.webhook() != null) {
            throw Refused.conflict(WEBHOOK_SET);
          }
          allow(bot, parameters);
          long number = bot.newPoller();
          world.touched();
          return number;
        });
    world.await(
        timeout,
        () ->
            !bot.isNewest(call)
                || bot.webhook() != null
                || !bot.updates().take(offset, limit, world.now()).isEmpty());
    return world.with(() -> {
      if (bot.webhook() != null) {
        throw Refused.conflict("terminated by setWebhook request");
      }
      if (!bot.isNewest(call)) {
        throw Refused.conflict(OTHER_POLLER);
      }
      ArrayNode updates = Trees.array();
      bot.updates().take(offset, limit, world.now()).forEach(one -> updates.add(one.update()));
      return updates;
    });
  }

  private JsonNode setWebhook(Bot bot, Parameters parameters) {
    String url = parameters.text("url").strip();
    if (url.isEmpty()) {
      return deleteWebhook(bot, parameters);
    }
    // Telegram wants HTTPS. On loopback there is no certificate, so the sandbox takes http too.
    if (!Markup.isLink(url)) {
      throw Refused.bad("bad webhook: An HTTPS URL must be provided for webhook");
    }
    String secret = parameters.text("secret_token");
    if (!secret.matches("[A-Za-z0-9_-]{0,256}")) {
      throw Refused.bad("secret token contains unallowed characters");
    }
    @Nullable Instant last = webhookSet.put(bot.id(), world.now());
    if (last != null && Duration.between(last, world.now()).toMillis() < 1_000) {
      throw Refused.tooFast(1);
    }
    allow(bot, parameters);
    drop(bot, parameters);
    int connections = Math.clamp(parameters.number("max_connections", 40), 1, 100);
    bot.webhook(
        new Webhook(URI.create(url), secret.isEmpty() ? null : secret, connections, 0, null, 0));
    world.changed();
    return Draft.yes();
  }

  private JsonNode deleteWebhook(Bot bot, Parameters parameters) {
    bot.webhook(null);
    drop(bot, parameters);
    world.changed();
    return Draft.yes();
  }

  private JsonNode info(Bot bot) {
    @Nullable Webhook webhook = bot.webhook();
    ObjectNode info =
        Trees.object()
            .put("url", webhook == null ? "" : webhook.url().toString())
            .put("has_custom_certificate", false)
            .put("pending_update_count", bot.updates().size());
    if (webhook != null) {
      info.put("max_connections", webhook.maxConnections());
      if (webhook.lastErrorMessage() != null) {
        info.put("last_error_date", webhook.lastErrorDate());
        info.put("last_error_message", webhook.lastErrorMessage());
      }
    }
    if (!bot.allowed().isEmpty()) {
      bot.allowed().forEach(info.withArray("allowed_updates")::add);
    }
    return info;
  }

  /// A call without `allowed_updates` keeps the former list; an empty list means the usual ones.
  private static void allow(Bot bot, Parameters parameters) {
    @Nullable JsonNode kinds = parameters.json("allowed_updates");
    if (kinds != null && kinds.isArray()) {
      List<String> names = new ArrayList<>();
      kinds.forEach(kind -> names.add(kind.asString("")));
      bot.allowed(names);
    }
  }

  private static void drop(Bot bot, Parameters parameters) {
    if (parameters.flag("drop_pending_updates")) {
      bot.updates().clear();
    }
  }
}
