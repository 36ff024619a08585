package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `./berry` on a machine where something it needs is not installed. What it makes of a build is
/// `LauncherBuildTest`.
@Tag("scenario")
final class LauncherTest {

  private static final List<String> EVERYWHERE =
      List.of(
          "awk",
          "bash",
          "cat",
          "dirname",
          "env",
          "find",
          "flock",
          "grep",
          "mkdir",
          "mv",
          "readlink",
          "rm",
          "sed",
          "sleep",
          "tail",
          "touch",
          "true");

  /// Hides the folders in which the launcher looks for a JDK, for the command alone.
  private static final List<String> WITHOUT_JDK =
      List.of(
          "unshare",
          "-rm",
          "sh",
          "-c",
          "for d in /usr/lib/jvm /opt; do [ ! -d $d ] || mount -t tmpfs tmpfs $d; done; exec \"$@\"",
          "sh");

  @TempDir Path folder;
  private Path tools;
  private Path launcher;

  private record Ended(int code, List<String> said) {}

  @BeforeEach
  void copy_the_launcher_to_a_bare_machine() throws IOException {
    tools = Files.createDirectory(folder.resolve("bin"));
    for (String one : EVERYWHERE) {
      install(one);
    }
    launcher = Files.copy(Path.of("berry"), folder.resolve("berry"));
    assertThat(launcher.toFile().setExecutable(true)).isTrue();
  }

  @Test
  void names_the_jdk_that_is_missing() throws Exception {
    if (run(WITHOUT_JDK, List.of("true"), List.of()).code() != 0) {
      System.err.println("NOT TESTED: a machine without a JDK, for unshare -rm is refused here");
      Assumptions.abort("unshare -rm is refused here");
    }

    Ended ended = run(WITHOUT_JDK, List.of(launcher.toString(), "start"), List.of());

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said()).hasSize(2);
    assertThat(ended.said().getFirst()).contains("JDK 25", "JAVA_HOME");
    assertThat(ended.said().getLast()).contains("Install");
  }

  @Test
  void does_not_take_an_older_java_for_it() throws Exception {
    Path old = Files.createDirectories(folder.resolve("jdk-17/bin")).resolve("java");
    Files.writeString(old, "#!/bin/sh\necho '    java.specification.version = 17' >&2\n");
    assertThat(old.toFile().setExecutable(true)).isTrue();
    Assumptions.assumeTrue(run(WITHOUT_JDK, List.of("true"), List.of()).code() == 0);

    Ended ended =
        run(
            WITHOUT_JDK,
            List.of(launcher.toString(), "start"),
            List.of("JAVA_HOME=" + folder.resolve("jdk-17")));

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said().getFirst()).contains("JDK 25", "jdk-17");
  }

  @Test
  void names_node_when_it_has_to_build() throws Exception {
    Files.writeString(folder.resolve("pom.xml"), "<project/>");

    Ended ended = start();

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said()).hasSize(2);
    assertThat(ended.said().getFirst()).contains("Node is not installed");
  }

  @Test
  void names_maven_when_it_has_to_build() throws Exception {
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    install("node");

    Ended ended = start();

    assertThat(ended.code()).isEqualTo(4);
    assertThat(ended.said()).hasSize(2);
    assertThat(ended.said().getFirst()).contains("Maven is not installed");
  }

  private Ended start() throws Exception {
    return run(
        List.of(),
        List.of(launcher.toString(), "start"),
        List.of("JAVA_HOME=" + System.getProperty("java.home")));
  }

  /// Runs it with nothing but the tools on the path.
  private Ended run(List<String> prefix, List<String> command, List<String> environment)
      throws Exception {
    List<String> words = new ArrayList<>(prefix);
    words.addAll(List.of("env", "-i", "PATH=" + tools, "HOME=" + folder));
    words.addAll(environment);
    words.addAll(command);
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
    return new Ended(process.exitValue(), said.lines().toList());
  }

  private void install(String name) throws IOException {
    Path found =
        Stream.of("/usr/local/bin", "/usr/bin", "/bin")
            .map(one -> Path.of(one, name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElseThrow();
    Files.createSymbolicLink(tools.resolve(name), found);
  }
}
