package berry.sandbox;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/// Brings updates to webhooks as Telegram does: one at a time per lane, several lanes at once,
/// again at once after a failure and then after 2, 4, 8 … 60 s, or when the bot asks for it by
/// `Retry-After`.
final class WebhookDelivery implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final long LONGEST_PAUSE = 60, LONGEST_WISH = 3_600;

  /// A webhook that says 410 for so long is given up.
  private static final Duration GONE = Duration.ofHours(23);

  /// How far ahead a free lane is looked for behind blocked ones.
  private static final int LOOK = 1_000;

  private final World world;
  private final BotMethods methods;
  private final Faults faults;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();
  private final Map<String, Lane> lanes = new HashMap<>();
  private final Thread loop;

  private static final class Lane {
    private boolean busy;
    private int failures;
    private long notBefore;

    /// @param now `System.nanoTime()`, which may be anything, also negative
    private Lane(long now) {
      notBefore = now;
    }
  }

  private record Parcel(Bot bot, Webhook webhook, UpdateQueue.Pending update, Lane lane) {}

  WebhookDelivery(World world, BotMethods methods, Faults faults) {
    this.world = world;
    this.methods = methods;
    this.faults = faults;
    this.loop = Thread.ofVirtual().name("sandbox-delivery").start(this::run);
  }

  private void run() {
    try {
      while (!world.closed()) {
        List<Parcel> ready = new ArrayList<>();
        long seen = world.with(() -> collect(ready));
        ready.forEach(
            parcel -> Thread.ofVirtual().name("sandbox-webhook").start(() -> send(parcel)));
        world.await(untilNext(), () -> world.steps() != seen);
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /// Finds what may go now.
  ///
  /// @return how far the world was
  private long collect(List<Parcel> ready) {
    long now = System.nanoTime();
    lanes.values().removeIf(lane -> !lane.busy && lane.failures == 0);
    for (Bot bot : world.bots()) {
      @Nullable Webhook webhook = bot.webhook();
      if (webhook == null) {
        continue;
      }
      String prefix = bot.id() + " ";
      long chat =
          webhook.maxConnections()
              - lanes.entrySet().stream()
                  .filter(one -> one.getKey().startsWith(prefix) && one.getValue().busy)
                  .count();
      Set<String> met = new HashSet<>();
      for (UpdateQueue.Pending update : bot.updates().take(0, LOOK, world.now())) {
        if (chat <= 0) {
          break;
        }
        if (!met.add(update.lane())) {
          continue;
        }
        Lane lane = lanes.computeIfAbsent(prefix + update.lane(), name -> new Lane(now));
        if (!lane.busy && lane.notBefore - now <= 0) {
          lane.busy = true;
          chat--;
          ready.add(new Parcel(bot, webhook, update, lane));
        }
      }
    }
    return world.steps();
  }

  private Duration untilNext() {
    return world.with(() -> {
      long now = System.nanoTime();
      long next =
          lanes.values().stream()
              .filter(lane -> !lane.busy)
              .mapToLong(lane -> lane.notBefore - now)
              .min()
              .orElse(TimeUnit.HOURS.toNanos(1));
      return Duration.ofNanos(Math.max(next, 1_000_000));
    });
  }

  private void send(Parcel parcel) {
    Faults.@Nullable Fault fault =
        world
            .with(() -> Optional.ofNullable(faults.take(parcel.bot().token(), Faults.WEBHOOK)))
            .orElse(null);
    try {
      if (fault != null) {
        world.await(Duration.ofMillis(fault.delayMillis()), () -> false);
      }
      Faults.@Nullable Fault loss =
          fault != null && (fault.errorCode() > 0 || fault.drop()) ? fault : null;
      if (loss != null && !loss.after()) {
        failed(parcel, LastError.of(loss), -1, false);
        return;
      }
      HttpResponse<byte[]> answer =
          client.send(request(parcel), HttpResponse.BodyHandlers.ofByteArray());
      if (loss != null) {
        failed(parcel, LastError.of(loss), -1, false);
      } else if (answer.statusCode() / 100 == 2) {
        delivered(parcel, answer.body());
      } else {
        failed(parcel, LastError.of(answer.statusCode()), wish(answer), answer.statusCode() == 410);
      }
    } catch (IOException failure) {
      failed(parcel, LastError.of(failure), -1, false);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static HttpRequest request(Parcel parcel) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(parcel.webhook().url())
            .timeout(PATIENCE)
            .header("Content-Type", "application/json")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(
                    Trees.MAPPER.writeValueAsBytes(parcel.update().update())));
    String secret = parcel.webhook().secret();
    if (secret != null) {
      request.header("X-Telegram-Bot-Api-Secret-Token", secret);
    }
    return request.build();
  }

  private void delivered(Parcel parcel, byte[] body) throws InterruptedException {
    world.with(() -> {
      parcel.bot().updates().remove(parcel.update().id());
      parcel.lane().busy = false;
      parcel.lane().failures = 0;
      @Nullable Webhook current = parcel.bot().webhook();
      if (current != null && current.goneSince() != 0) {
        parcel.bot().webhook(current.alive());
      }
      world.touched();
      return true;
    });
    answerInReply(parcel.bot(), body);
  }

  /// A bot may call one method by answering the webhook with it.
  private void answerInReply(Bot bot, byte[] body) throws InterruptedException {
    try {
      JsonNode call = Trees.MAPPER.readTree(body);
      String method = call == null ? "" : Trees.text(call, "method");
      if (!method.isEmpty() && !method.equalsIgnoreCase("getUpdates")) {
        methods.run(bot, method, Parameters.of(call));
      }
    } catch (JacksonException plain) {
      // "ok" and the like: most bots answer with something that is no call.
    }
  }

  /// @param wish seconds the bot asked for; negative: none
  private void failed(Parcel parcel, String why, long wish, boolean gone) {
    world.with(() -> {
      Lane lane = parcel.lane();
      lane.busy = false;
      lane.failures++;
      long pause = wish >= 0 ? Math.min(wish, LONGEST_WISH) : pause(lane.failures);
      lane.notBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(pause);
      @Nullable Webhook current = parcel.bot().webhook();
      if (current != null && current.url().equals(parcel.webhook().url())) {
        long now = world.now().getEpochSecond();
        Webhook after = current.failed(now, why, gone);
        boolean over = gone && now - after.goneSince() >= GONE.toSeconds();
        parcel.bot().webhook(over ? null : after);
      }
      world.touched();
      return true;
    });
  }

  /// @param failures 1 or more, in a row
  /// @return seconds
  static long pause(int failures) {
    return failures <= 1 ? 0 : Math.min(LONGEST_PAUSE, 1L << Math.min(failures - 1, 10));
  }

  private static long wish(HttpResponse<byte[]> answer) {
    return answer
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(Long::parseLong)
        .orElse(-1L);
  }

  @Override
  public void close() {
    loop.interrupt();
    client.shutdownNow();
  }
}
