package berry.dashboard;

import berry.database.Database;
import berry.inbox.ReceptionNotes;
import berry.inbox.ReceptionState;
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
  private final ReceptionNotes notes;
  private @Nullable CompletableFuture<Optional<ReceptionState>> running;
  private volatile Probes.@Nullable Intake intake;

  DatabaseReadiness(Database database) {
    this.database = database;
    this.notes = new ReceptionNotes(database);
  }

  @Override
  public Optional<String> trouble() throws InterruptedException {
    CompletableFuture<Optional<ReceptionState>> asked = ask();
    try {
      intake =
          asked
              .get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)
              .map(DatabaseReadiness::intake)
              .orElse(null);
      return Optional.empty();
    } catch (TimeoutException _) {
      return Optional.of("the database has not answered for " + PATIENCE.toSeconds() + " s");
    } catch (ExecutionException _) {
      return Optional.of("the database or its schema is not usable");
    }
  }

  @Override
  public Optional<Probes.Intake> intake() {
    return Optional.ofNullable(intake);
  }

  /// The word and not the explanation: everybody may ask for this.
  private static Probes.Intake intake(ReceptionState state) {
    return new Probes.Intake(state.mode(), state.goodAt(), state.cause());
  }

  private synchronized CompletableFuture<Optional<ReceptionState>> ask() {
    if (running == null || running.isDone()) {
      var fresh = new CompletableFuture<Optional<ReceptionState>>();
      running = fresh;
      Thread.startVirtualThread(() -> ask(fresh));
    }
    return running;
  }

  private void ask(CompletableFuture<Optional<ReceptionState>> answer) {
    try {
      database.jdbi().useExtension(ReadinessStore.class, ReadinessStore::anything);
      answer.complete(notes.now());
    } catch (RuntimeException failure) {
      answer.completeExceptionally(failure);
    }
  }
}
