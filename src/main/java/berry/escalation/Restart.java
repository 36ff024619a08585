package berry.escalation;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The quick recovery from an incident: every worker of every process begins anew on a fresh
/// connection, then the doctor looks. It loses nothing. One at a time.
public final class Restart implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

  private final IntSupplier workers;
  private final Supplier<List<String>> doctor;
  private final Incidents incidents;
  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService working =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("escalation-restart").daemon().factory());

  /// What came of it.
  ///
  /// @param ended connections of workers, each of which begins anew
  /// @param findings what the doctor still finds wrong, a sentence each
  /// @param failure why it could not be done; empty when it was
  public record Outcome(int ended, List<String> findings, String failure) {

    public boolean well() {
      return failure.isEmpty() && findings.isEmpty();
    }
  }

  /// @param workers ends the connections of all of them and says how many
  /// @param doctor what is wrong now, a sentence each; may wait for the database to be reached
  public Restart(IntSupplier workers, Supplier<List<String>> doctor, Incidents incidents) {
    this.workers = workers;
    this.doctor = doctor;
    this.incidents = incidents;
  }

  /// Blocks until it is done, up to half a minute. To be called by who holds no connection.
  ///
  /// @throws IllegalStateException while another one runs
  public Outcome run(long incident, Actor actor) {
    if (!busy.compareAndSet(false, true)) {
      throw new IllegalStateException("a restart runs already");
    }
    try {
      Outcome outcome = work();
      incidents.add(
          incident,
          actor,
          "restart",
          Map.of(
              "ended", outcome.ended(),
              "well", outcome.well(),
              "findings", String.join("; ", outcome.findings()),
              "failure", outcome.failure()));
      return outcome;
    } finally {
      busy.set(false);
    }
  }

  private Outcome work() {
    try {
      int ended = workers.getAsInt();
      return new Outcome(ended, doctor.get(), "");
    } catch (RuntimeException e) {
      LOG.warn("The restart of the workers failed", e);
      return new Outcome(0, List.of(), String.valueOf(e.getMessage()));
    }
  }

  /// The same beside the caller.
  ///
  /// @param then hears what came of it
  void later(long incident, Actor actor, Consumer<Outcome> then) {
    try {
      working.execute(() -> {
        try {
          then.accept(run(incident, actor));
        } catch (RuntimeException e) {
          LOG.warn("Incident {}: the restart was not told of", incident, e);
        }
      });
    } catch (RejectedExecutionException ending) {
      LOG.debug("No restart: this process ends", ending);
    }
  }

  @Override
  public void close() {
    working.shutdownNow();
  }
}
