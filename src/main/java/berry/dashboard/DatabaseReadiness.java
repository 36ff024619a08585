package berry.dashboard;

import berry.database.Database;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/// Whether database and schema are usable, told within two seconds even when the database hangs.
///
/// At most one question is on its way: however often a balancer asks, a stuck database costs one
/// connection.
final class DatabaseReadiness implements Readiness {

  private static final Duration PATIENCE = Duration.ofSeconds(2);

  private final Database database;
  private @Nullable CompletableFuture<Integer> running;

  DatabaseReadiness(Database database) {
    this.database = database;
  }

  @Override
  public Optional<String> trouble() throws InterruptedException {
    CompletableFuture<Integer> asked = ask();
    try {
      asked.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return Optional.empty();
    } catch (TimeoutException _) {
      return Optional.of("the database has not answered for " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException _) {
      return Optional.of("the database or its schema is not usable");
    }
  }

  private synchronized CompletableFuture<Integer> ask() {
    if (running == null || running.isDone()) {
      var fresh = new CompletableFuture<Integer>();
      running = fresh;
      Thread.startVirtualThread(() -> ask(fresh));
    }
    return running;
  }

  private void ask(CompletableFuture<Integer> answer) {
    try {
      answer.complete(database.jdbi().withExtension(ReadinessStore.class, ReadinessStore::usable));
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
