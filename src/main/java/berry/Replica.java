package berry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What this process is called where people look for it: host and process id.
final class Replica {

  /// Asking Java for the host's name asks the network, which may take its time.
  private static final Path HOST = Path.of("/proc/sys/kernel/hostname");

  private Replica() {}

  static String name() {
    return host() + "/" + ProcessHandle.current().pid();
  }

  /// Where it runs: the same after a restart there, which a process id is not.
  static String place(int port) {
    return host() + ":" + port;
  }

  private static String host() {
    try {
      return Files.readString(HOST).strip();
    } catch (IOException notLinux) {
      return "this machine";
    }
  }
}
