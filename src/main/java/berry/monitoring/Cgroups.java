package berry.monitoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The control groups this process is in: where Linux tells what a container uses and may use.
///
/// Version 2 has one tree, version 1 one for each controller, and a hybrid machine both, the second
/// without the controllers. Inside a container the group is usually mounted as the root, on a host
/// it is a folder far below; a limit may stand at any folder above, so all of them are looked at.
///
/// Source: cgroups(7), and the kernel's admin-guide/cgroup-v1 and cgroup-v2.
final class Cgroups {

  private final Path mounted;
  private final List<String> membership;

  private Cgroups(Path mounted, List<String> membership) {
    this.mounted = mounted;
    this.membership = membership;
  }

  static Cgroups ofThisProcess() {
    return of(Path.of("/sys/fs/cgroup"), Path.of("/proc/self/cgroup"));
  }

  /// @param mounted where the trees are
  /// @param membership lines such as `4:memory:/docker/1f…` or `0::/system.slice/berry.service`
  static Cgroups of(Path mounted, Path membership) {
    try {
      return new Cgroups(mounted, Files.readAllLines(membership));
    } catch (IOException none) {
      return new Cgroups(mounted, List.of());
    }
  }

  /// The folders of a version 2 group, its own first, then those above; empty where there is no
  /// such tree or it has not this file.
  List<Path> unified(String file) {
    return withFile(lineage(mounted, path("")), file);
  }

  /// The same of a controller of version 1.
  List<Path> controller(String name, String file) {
    List<Path> found = withFile(lineage(mounted.resolve(name), path(name)), file);
    // Debian mounts cpu and cpuacct as one folder and links their names to it; others don't link.
    return found.isEmpty() && name.startsWith("cpu")
        ? withFile(lineage(mounted.resolve("cpu,cpuacct"), path(name)), file)
        : found;
  }

  private String path(String controller) {
    for (String line : membership) {
      String[] parts = line.split(":", 3);
      if (parts.length == 3 && List.of(parts[1].split(",", -1)).contains(controller)) {
        return parts[2];
      }
    }
    return "/";
  }

  private static List<Path> lineage(Path root, String path) {
    List<Path> folders = new ArrayList<>();
    Path folder = root.resolve(path.replaceFirst("^/+", "")).normalize();
    // A path that leads out of the tree is one of another name space.
    for (Path one = folder; one != null && one.startsWith(root); one = one.getParent()) {
      folders.add(one);
    }
    if (folders.isEmpty()) {
      folders.add(root);
    }
    return folders;
  }

  private static List<Path> withFile(List<Path> folders, String file) {
    return folders.stream().filter(folder -> Files.isReadable(folder.resolve(file))).toList();
  }

  /// A file of one number; empty for `max` and what is no number.
  static OptionalLong number(Path file) {
    return text(file)
        .filter(text -> text.matches("[0-9]{1,18}"))
        .map(Long::parseLong)
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  /// A line `name number` of a file such as `memory.stat`.
  static OptionalLong entry(Path file, String name) {
    return text(file).stream()
        .flatMap(String::lines)
        .map(line -> line.split("\\s+", -1))
        .filter(parts -> parts.length == 2 && parts[0].equals(name))
        .filter(parts -> parts[1].matches("[0-9]{1,18}"))
        .mapToLong(parts -> Long.parseLong(parts[1]))
        .findFirst();
  }

  static Optional<String> text(Path file) {
    try {
      return Optional.of(Files.readString(file).strip());
    } catch (IOException gone) {
      return Optional.empty();
    }
  }
}
