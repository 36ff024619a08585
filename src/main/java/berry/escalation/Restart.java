package berry.escalation;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The quick recovery from an incident: every worker of every process begins anew on a fresh
/// connection, then the doctor looks. It loses nothing. One at a time.
public final class Restart implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Restart.class);

  private static final Duration ONCE = Duration.ofMinutes(1);

  private final IntSupplier workers;
  private final Supplier<List<Trouble>> doctor;
  private final Incidents incidents;

  /// When a restart was asked for in the chat, by incident.
  private final Map<Long, Long> begun = new ConcurrentHashMap<>();

  private final AtomicBoolean busy = new AtomicBoolean();
  private final ExecutorService working =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("escalation-restart").daemon().factory());

  /// Something that the doctor still finds wrong.
  ///
  /// @param check what was looked at, one or two words
  /// @param why what was seen, a sentence
  /// @param fix what to do about it
  public record Trouble(String check, String why, @Nullable String fix) {

    String told() {
      return check + ": " + why;
    }
  }

  /// What came of it.
  ///
  /// @param ended connections of workers, each of which begins anew
  /// @param failure why it could not be done; empty when it was
  public record Outcome(int ended, List<Trouble> findings, String failure) {

    public boolean well() {
      return failure.isEmpty() && findings.isEmpty();
    }
  }

  /// @param workers ends the connections of all of them and says how many
  /// @param doctor what is wrong now; may wait for the database to be reached
  public Restart(IntSupplier workers, Supplier<List<Trouble>> doctor, Incidents incidents) {
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
              "findings",
                  outcome.findings().stream().map(Trouble::told).collect(Collectors.joining("; ")),
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

  /// The same beside the caller; once for what is asked for again within a minute. The restart cuts
  /// the connection on which its own update would be noted as done, so that it comes again.
  ///
  /// @param then hears what came of it
  void later(long incident, Actor actor, Consumer<Outcome> then) {
    long now = System.nanoTime();
    begun.values().removeIf(at -> now - at > ONCE.toNanos());
    if (begun.putIfAbsent(incident, now) != null) {
      return;
    }
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
