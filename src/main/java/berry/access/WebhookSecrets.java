package berry.access;

import berry.database.Database;
import berry.database.Sha256;
import berry.telegram.Token;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Which secrets a webhook call may carry: our own, and those other replicas know to be good.
///
/// The secret comes from the token, so a new token brings a new one. While the change goes on,
/// calls carry the old one to a replica with the new token, and the new one to a replica with the
/// old token. Each replica writes the hash of its own into the database before the webhook is set
/// with it, and accepts what stands there. The old one ends when nothing signed with it can be
/// under way, after 24 hours at most.
public final class WebhookSecrets {

  private static final Logger LOG = LoggerFactory.getLogger(WebhookSecrets.class);

  /// Strangers cost one question a second, however many they are.
  private static final Duration REREAD = Duration.ofSeconds(1);

  private static final Duration PATIENCE = Duration.ofSeconds(2);
  private static final int LONGEST = 256;

  private final WebhookSecret own;
  private final Database database;
  private final ReentrantLock reading = new ReentrantLock();
  private volatile Set<ByteBuffer> accepted = Set.of();
  private volatile @Nullable Long readAt;
  private volatile @Nullable Long addedAt;
  private boolean remembered;

  public WebhookSecrets(Token token, Database database) {
    this.own = new WebhookSecret(token);
    this.database = database;
  }

  /// What this replica gives to `setWebhook`.
  public String reveal() {
    return own.reveal();
  }

  /// Whether the secret is this replica's own: known at once, without a look into the database.
  public boolean isOwn(@Nullable String given) {
    return own.matches(given);
  }

  /// Whether the call comes from Telegram. May wait for the database.
  public boolean accepts(@Nullable String given) {
    if (own.matches(given)) {
      return true;
    }
    if (given == null || given.isEmpty() || given.length() > LONGEST) {
      return false;
    }
    refresh();
    return accepted.contains(ByteBuffer.wrap(Sha256.of(given)));
  }

  /// Writes down the hash of our own, for the other replicas. To be called before the webhook is
  /// set.
  public void remember() {
    if (remembered) {
      return;
    }
    byte[] hash = own.hash();
    int added =
        database
            .jdbi()
            .inTransaction(handle -> {
              WebhookSecretStore store = handle.attach(WebhookSecretStore.class);
              int fresh = store.add(hash);
              store.use(hash);
              return fresh;
            });
    addedAt = added == 1 ? (Long) System.nanoTime() : null;
    remembered = true;
  }

  /// How long until every replica has read the hash of our own; zero when they have.
  public Duration unknownFor() {
    Long added = addedAt;
    if (added == null) {
      return Duration.ZERO;
    }
    Duration left = REREAD.multipliedBy(2).minusNanos(System.nanoTime() - added);
    return left.isNegative() ? Duration.ZERO : left;
  }

  /// Telegram signs with our own from now on: earlier ones end in a day at the latest.
  public void retireEarlier() {
    int retired =
        database
            .jdbi()
            .withExtension(WebhookSecretStore.class, store -> store.retireBefore(own.hash()));
    if (retired > 0) {
      LOG.info("The token is a new one; the webhook's former secret is still accepted for a while");
    }
  }

  /// Nothing signed with an earlier one is under way any more.
  public void forgetRetired() {
    int ended =
        database
            .jdbi()
            .withExtension(WebhookSecretStore.class, store -> store.forgetRetired(own.hash()));
    if (ended > 0) {
      LOG.info("The webhook's former secret is accepted no more");
    }
  }

  /// Ends every other one at once, for a token that leaked: whoever has it knows its secret.
  ///
  /// @return how many
  public int forgetOthers() {
    remember();
    return database
        .jdbi()
        .withExtension(WebhookSecretStore.class, store -> store.forgetOthers(own.hash()));
  }

  /// One reads, the others wait for it: an answer from before would refuse what is good by now.
  private void refresh() {
    try {
      if (!old() || !reading.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return;
    }
    try {
      if (old()) {
        accepted =
            database
                .jdbi()
                .withExtension(WebhookSecretStore.class, WebhookSecretStore::accepted)
                .stream()
                .map(ByteBuffer::wrap)
                .collect(Collectors.toUnmodifiableSet());
        readAt = System.nanoTime();
      }
    } catch (JdbiException e) {
      // Telegram repeats what is refused, and while the database is away nothing is stored anyway.
      readAt = System.nanoTime();
      LOG.debug("The webhook's secrets can't be read", e);
    } finally {
      reading.unlock();
    }
  }

  private boolean old() {
    Long read = readAt;
    return read == null || System.nanoTime() - read > REREAD.toNanos();
  }

  @Override
  public String toString() {
    return "•••";
  }
}
