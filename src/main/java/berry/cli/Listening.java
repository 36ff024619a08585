package berry.cli;

import berry.config.Configuration;
import berry.config.Scope;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the Berry of a data folder listens, noted in that folder: `--port`, or a PORT that was set
/// for the start alone, is unknown to the verbs that ask it how it is.
public final class Listening {

  private static final Logger LOG = LoggerFactory.getLogger(Listening.class);
  private static final String FILE = "listening";

  private Listening() {}

  /// @param address with its port
  public static void note(Configuration configuration, String address) {
    // A dashboard of its own is the second of two; the verbs mean the first.
    if (configuration.scope() == Scope.DASHBOARD || !Files.isDirectory(configuration.data())) {
      return;
    }
    ProcessHandle self = ProcessHandle.current();
    try {
      Files.write(
          configuration.data().resolve(FILE),
          List.of(address, Long.toString(self.pid()), begun(self)));
    } catch (IOException full) {
      LOG.debug("Where it listens was not noted: {}", full.getMessage());
    }
  }

  /// @return empty when the process that noted it has ended
  static Optional<URI> in(Path data) {
    try {
      List<String> lines = Files.readAllLines(data.resolve(FILE));
      return lines.size() < 3
          ? Optional.empty()
          : ProcessHandle.of(Long.parseLong(lines.get(1)))
              .filter(one -> begun(one).equals(lines.get(2)))
              .map(one -> URI.create(lines.get(0)));
    } catch (IOException | IllegalArgumentException none) {
      return Optional.empty();
    }
  }

  /// Numbers of processes come again, above all in containers.
  private static String begun(ProcessHandle process) {
    return process.info().startInstant().map(Instant::toString).orElse("");
  }
}
