package berry.cli;

import berry.config.Configuration;
import java.util.Set;

/// The running Berry, which only the wiring can put together. Both calls block until the process is
/// told to stop.
///
/// What they throw ends in an exit code, see [ExitCode#of(Throwable)].
public interface Engine {

  /// Runs what [Configuration#scope()] names and prints the ready line to stdout.
  ///
  /// @return the exit code
  int start(Configuration configuration) throws Exception;

  /// Runs the sandbox alone, on loopback, with its state under [Configuration#data()].
  ///
  /// @param port 0: any free one
  /// @return the exit code
  int sandbox(Configuration configuration, int port) throws Exception;

  /// Which commands the bot answers, in lower case without the slash.
  default Set<String> commands() {
    return Set.of();
  }
}
