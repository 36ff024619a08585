package berry.dashboard;

import java.util.Optional;

/// Whether this process can do its work.
@FunctionalInterface
public interface Readiness {

  /// @return why not; empty when all is well
  Optional<String> trouble() throws InterruptedException;

  /// How updates come, as of the last time this was asked; empty when this process can't know.
  default Optional<Probes.Intake> intake() {
    return Optional.empty();
  }
}
