package berry.outbox;

import berry.database.Database;
import berry.monitoring.Metrics;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.JdbiException;
import tools.jackson.databind.JsonNode;

/// Makes one call to Telegram, judges the answer, and lets everybody know who was told to wait.
final class Call {

  /// What Telegram is asked to learn whether it is there.
  private static final String HARMLESS = "getMe";

  /// Bytes a second at which an upload is still waited for.
  private static final long SLOWEST = 128 << 10;

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /// A claim so old may have ended, if this process was frozen since; they hold for eight seconds.
  private static final Duration DOUBT = Duration.ofSeconds(5);

  private final Database database;
  private final Clock clock;
  private final BotApi api;
  private final Metrics metrics;
  private final AtomicLong slowedDown = new AtomicLong();
  private final TelegramBreaker breaker;
  private final Duration patience;

  Call(
      Database database,
      Clock clock,
      BotApi api,
      Metrics metrics,
      TelegramBreaker breaker,
      Duration patience) {
    this.database = database;
    this.clock = clock;
    this.api = api;
    this.metrics = metrics;
    this.breaker = breaker;
    this.patience = patience;
  }

  /// @param claimedAt `System.nanoTime()` before it was claimed
  Delivery make(ClaimedMessage claimed, long claimedAt) {
    Revision.Found found;
    Attached attached = new Attached(Map.of(), List.of(), 0, false);
    try {
      found = database.jdbi().withHandle(handle -> Revision.find(handle, claimed));
      if (found instanceof Revision.Found.Ready ready) {
        attached = Attached.of(database.jdbi(), ready.claimed().parameters());
      }
    } catch (JdbiException e) {
      // Nothing was called, so nothing is lost: another try when the database is back.
      return new Delivery.Later(AGAIN, Reason.STOPPED);
    }
    return switch (found) {
      case Revision.Found.Ended ended -> ended.delivery();
      case Revision.Found.Ready ready ->
          attached.missing()
              ? new Delivery.Failed(Reason.NO_FILE.code(), false)
              : lost(claimed, claimedAt)
                  ? new Delivery.Later(Duration.ZERO, Reason.STOPPED)
                  : send(ready.claimed(), attached);
    };
  }

  /// Whether others have given it up meanwhile. What follows it in the chat may be sent already.
  private boolean lost(ClaimedMessage claimed, long claimedAt) {
    if (System.nanoTime() - claimedAt < DOUBT.toNanos()) {
      return false;
    }
    try {
      return !database.jdbi().withHandle(handle -> CourierStore.holds(handle, claimed.id()));
    } catch (JdbiException e) {
      return true;
    }
  }

  /// How often Telegram asked us to be slower, counted up.
  long slowedDown() {
    return slowedDown.get();
  }

  private Delivery send(ClaimedMessage claimed, Attached attached) {
    Instant began = clock.instant();
    Answer<JsonNode> answer = answer(claimed.calls(), attached);
    Delivery delivery =
        AnswerClassifier.of(answer, claimed, ThreadLocalRandom.current().nextDouble());
    note(claimed, answer, began);
    if (delivery instanceof Delivery.TooFast tooFast) {
      boolean everybody = breaker.slowDown(claimed.chatId(), tooFast.pause());
      slowedDown.incrementAndGet();
      metrics.count("berry.courier.slowed", 1, "whom", everybody ? "everybody" : "chat");
      delivery = new Delivery.TooFast(tooFast.pause(), everybody);
    }
    String result = delivery.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    Duration took = Duration.between(began, clock.instant());
    metrics.time("berry.courier.calls", took, "method", claimed.method(), "result", result);
    return delivery;
  }

  private Answer<JsonNode> answer(String method, Attached attached) {
    if (attached.uploads().isEmpty()) {
      return api.call(method, attached.parameters(), JsonNode.class, patience);
    }
    Duration upload = patience.plusSeconds(attached.bytes() / SLOWEST);
    return api.upload(method, attached.parameters(), attached.uploads(), JsonNode.class, upload);
  }

  private void note(ClaimedMessage claimed, Answer<JsonNode> answer, Instant began) {
    switch (answer) {
      case Answer.Ok<JsonNode> ok -> breaker.worked(began);
      case Answer.Unreachable<JsonNode> away -> breaker.out();
      case Answer.Unknown<JsonNode> unknown -> breaker.failed(claimed.chatId());
      case Answer.Refused<JsonNode> refused -> {
        if (refused.code() == 401) {
          breaker.out();
        } else if (refused.code() >= 500) {
          breaker.failed(claimed.chatId());
        } else if (refused.code() != 429) {
          breaker.worked(began);
        }
      }
    }
  }

  /// Asks Telegram something harmless.
  ///
  /// @return whether messages may be sent again
  boolean ask() {
    Answer<JsonNode> answer = api.call(HARMLESS, Map.of(), JsonNode.class, patience);
    if (answer instanceof Answer.Refused<JsonNode> refused && refused.code() == 429) {
      Duration wait = AnswerClassifier.pause(refused);
      database
          .jdbi()
          .useTransaction(
              handle -> PaceStore.slowDown(handle, api.botId(), Limit.EVERYTHING, wait));
      breaker.over();
      return true;
    }
    if (answer instanceof Answer.Ok<JsonNode>) {
      breaker.over();
      return true;
    }
    boolean token = answer instanceof Answer.Refused<JsonNode> refused && refused.code() == 401;
    breaker.still(token, ThreadLocalRandom.current().nextDouble());
    return false;
  }
}
