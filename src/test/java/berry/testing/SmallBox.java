package berry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/// A real control group with little of the processor and of memory, as a small rented box has it.
/// Versions 1 and 2. It goes before all others, so that it gets its share on a busy machine, too.
public final class SmallBox implements AutoCloseable {

  private static final Path ROOT = Path.of("/sys/fs/cgroup");
  private static final String NAME = "berry-test-" + ProcessHandle.current().pid();
  private static final int PATIENCE = 15;
  private static final int PERIOD = 100_000;

  private final int quota;
  private final long memory;
  private final List<Path> folders = new ArrayList<>();
  private final List<Process> running = new ArrayList<>();

  private SmallBox(double cores, long memory) {
    this.quota = (int) (cores * PERIOD);
    this.memory = memory;
  }

  /// Ends the test as skipped, aloud, where nobody lets us make one.
  ///
  /// @param memory bytes
  public static SmallBox require(double cores, long memory) {
    SmallBox box = new SmallBox(cores, memory);
    try {
      box.make();
      return box;
    } catch (IOException e) {
      box.close();
      System.err.println("NOT TESTED: a real control group, for none may be made here (" + e + ")");
      return Assumptions.abort("no control group may be made");
    }
  }

  private void make() throws IOException {
    if (Files.exists(ROOT.resolve("cgroup.controllers"))) {
      Files.writeString(ROOT.resolve("cgroup.subtree_control"), "+cpu +memory");
      Path group = folder(ROOT);
      Files.writeString(group.resolve("cpu.max"), quota + " " + PERIOD);
      Files.writeString(group.resolve("cpu.weight"), "10000");
      Files.writeString(group.resolve("memory.max"), Long.toString(memory));
    } else {
      Path processor = folder(ROOT.resolve("cpu"));
      Files.writeString(processor.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD));
      Files.writeString(processor.resolve("cpu.cfs_quota_us"), Integer.toString(quota));
      Files.writeString(processor.resolve("cpu.shares"), "262144");
      // Where both are one tree the folder is there already.
      if (!Files.exists(ROOT.resolve("cpuacct").resolve(NAME))) {
        folder(ROOT.resolve("cpuacct"));
      }
      Path group = folder(ROOT.resolve("memory"));
      Files.writeString(group.resolve("memory.limit_in_bytes"), Long.toString(memory));
    }
  }

  private Path folder(Path tree) throws IOException {
    Path made = Files.createDirectory(tree.resolve(NAME));
    folders.add(made);
    return made;
  }

  /// What runs a program in it, to be put before its command.
  public List<String> prefix() {
    StringBuilder script = new StringBuilder();
    // The shell enters and becomes the program: nothing of it is ever outside.
    folders.forEach(
        one -> script.append("echo $$ > ").append(one).append("/cgroup.procs || exit 97\n"));
    return List.of("sh", "-c", script + "exec \"$@\"", "sh");
  }

  /// Begins a program in it, which ends with the box at the latest.
  public Process begin(Path said, List<String> command) {
    List<String> words = new ArrayList<>(prefix());
    words.addAll(command);
    try {
      Process program =
          new ProcessBuilder(words).redirectErrorStream(true).redirectOutput(said.toFile()).start();
      running.add(program);
      return program;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Runs a program in it to its end.
  ///
  /// @return what it said
  public List<String> run(Path said, List<String> command) {
    Process program = begin(said, command);
    try {
      try {
        if (!program.waitFor(PATIENCE, TimeUnit.SECONDS) || program.exitValue() != 0) {
          throw new AssertionError("It did not end well: " + Files.readString(said));
        }
      } finally {
        program.destroyForcibly().waitFor();
      }
      return Files.readAllLines(said);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /// The kernel lets a group go a moment after its last process.
  @Override
  public void close() {
    running.forEach(Process::destroyForcibly);
    folders.forEach(folder -> Await.until(Duration.ofSeconds(10), () -> isGone(folder)));
  }

  private static boolean isGone(Path folder) {
    try {
      Files.deleteIfExists(folder);
      return true;
    } catch (IOException busy) {
      return false;
    }
  }
}
