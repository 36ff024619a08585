package berry.dashboard;

import java.util.Optional;

/// Whether this process can do its work.
@FunctionalInterface
public interface Readiness {

  /// @return why not; empty when all is well
  Optional<String> trouble() throws InterruptedException;
}
