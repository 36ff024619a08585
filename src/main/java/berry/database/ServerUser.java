package berry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// As whom PostgreSQL's programs run: they refuse to be root.
///
/// Root puts them into a user namespace of their own, where nobody is root and the files still look
/// like theirs; nothing on disk changes hands. Where the kernel or a container forbids that, they
/// run as `nobody`, who is then given the data folder.
///
/// @param prefix what stands before each command; empty for an ordinary user
/// @param ownsFiles whether the data folder must belong to `nobody`
record ServerUser(List<String> prefix, boolean ownsFiles) {

  private static final int NOBODY = 65_534;

  static ServerUser detect() {
    if (!"root".equals(System.getProperty("user.name"))) {
      return new ServerUser(List.of(), false);
    }
    List<String> namespace = List.of("unshare", "-U", "--");
    if (works(join(namespace, List.of("true")))) {
      return new ServerUser(namespace, false);
    }
    return nobody();
  }

  static ServerUser nobody() {
    return new ServerUser(
        List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups", "--"), true);
  }

  /// The command as this user.
  List<String> command(List<String> words) {
    return join(prefix, words);
  }

  /// The command of a server: in a session of its own, so that Ctrl-C in a terminal reaches Berry
  /// alone and Berry drains first; and interrupted by the kernel if Berry dies without a word.
  List<String> server(List<String> words) {
    List<String> lasting = new ArrayList<>();
    if (works(List.of("setsid", "true"))) {
      lasting.add("setsid");
    }
    lasting.addAll(prefix);
    // Last, because a change of user or namespace makes the kernel forget the wish.
    if (works(List.of("setpriv", "--pdeathsig", "INT", "true"))) {
      lasting.addAll(List.of("setpriv", "--pdeathsig", "INT", "--"));
    }
    return join(lasting, words);
  }

  /// Gives the folder and all it holds to the user, where that is needed.
  void own(Path folder) throws IOException {
    if (!ownsFiles) {
      return;
    }
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path one : all.toList()) {
        Files.setAttribute(one, "unix:uid", NOBODY);
        Files.setAttribute(one, "unix:gid", NOBODY);
      }
    }
  }

  private static boolean works(List<String> command) {
    try {
      Process process = ChildProcess.silent(command);
      return process.waitFor(5, TimeUnit.SECONDS) && process.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static List<String> join(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
