package berry.scenarios;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What `./berry` does and tells when it builds itself. Java, Maven and Node are scripts of a few
/// lines here, which meet in named pipes, so that nothing depends on how long a build takes.
@Tag("scenario")
final class LauncherBuildTest {

  private static final String MAVEN_AS_IT_SHOULD =
      """
      case "$*" in
      *compile*) mkdir -p target/start/classes && echo class >target/start/classes/Main ;;
      *jar:jar*) cat target/start/classes/Main target/start/classes/web/index.html >target/start/berry.jar ;;
      esac
      """;
  private static final String NODE_AS_IT_SHOULD =
      """
      case "$1" in
      -p) echo 20 ;;
      *) mkdir -p "$2" && echo page >"$2/index.html" ;;
      esac
      """;

  @TempDir Path folder;

  private record Ended(int code, List<String> said) {}

  @BeforeEach
  void a_clean_clone() throws Exception {
    assertThat(Files.copy(Path.of("berry"), folder.resolve("berry")).toFile().setExecutable(true))
        .isTrue();
    Files.writeString(folder.resolve("pom.xml"), "<project/>");
    Files.createDirectories(folder.resolve("src/main"));
    Files.createDirectories(folder.resolve("web"));
    script(
        "jdk/bin/java",
        """
        case "$1" in
        -XshowSettings:*) echo '    java.specification.version = 25' >&2 ;;
        *) cat target/berry.jar && echo started ;;
        esac
        """);
    maven(MAVEN_AS_IT_SHOULD);
    node(NODE_AS_IT_SHOULD);
  }

  @Test
  void tells_each_step_and_its_seconds() throws Exception {
    Ended ended = run();

    assertThat(ended.code()).isZero();
    assertThat(ended.said().getFirst()).startsWith("Building Berry");
    assertThat(ended.said().subList(1, 3))
        .anySatisfy(line -> assertThat(line).matches(" {2}web app … \\d+ s"))
        .anySatisfy(line -> assertThat(line).matches(" {2}Java … \\d+ s"));
    assertThat(ended.said().get(3)).matches(" {2}jar … \\d+ s");
    assertThat(ended.said().get(4)).matches("Built in \\d+ s\\.");
    assertThat(ended.said().subList(5, ended.said().size()))
        .containsExactly("class", "page", "started");
    assertThat(String.join("\n", ended.said())).doesNotContain("\r", "\u001b");
  }

  @Test
  void builds_the_web_app_while_maven_compiles() throws Exception {
    // Opening a pipe waits for the other end: one after the other they would never meet.
    pipe("meet");
    maven("case \"$*\" in *compile*) echo here >meet ;; esac\n" + MAVEN_AS_IT_SHOULD);
    node("[ \"$1\" = -p ] || read -r word <../meet\n" + NODE_AS_IT_SHOULD);

    assertThat(run().said()).endsWith("started");
  }

  @Test
  void builds_nothing_a_second_time() throws Exception {
    maven("echo \"$*\" >>calls\n" + MAVEN_AS_IT_SHOULD);
    run();
    List<String> calls = calls();

    Ended again = run();

    assertThat(again.said()).containsExactly("class", "page", "started");
    assertThat(calls()).isEqualTo(calls);
  }

  @Test
  void builds_again_what_was_saved_while_it_built() throws Exception {
    maven(
        "case \"$*\" in *compile*) [ -f src/main/New ] || touch src/main/New ;; esac\n"
            + MAVEN_AS_IT_SHOULD);

    run();

    assertThat(run().said().getFirst()).startsWith("Building Berry");
    assertThat(run().said()).containsExactly("class", "page", "started");
  }

  @Test
  void names_the_step_that_failed_and_what_the_compiler_said() throws Exception {
    maven(
        """
        echo '[INFO] Compiling 400 source files'
        echo '[ERROR] src/main/java/Main.java:[7,3] cannot find symbol'
        echo '[ERROR] Re-run Maven using the -X switch'
        exit 1
        """);

    Ended ended = run();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said())
        .anySatisfy(line -> assertThat(line).matches(" {2}Java failed after \\d+ s:"))
        .contains(
            "    [ERROR] src/main/java/Main.java:[7,3] cannot find symbol",
            "berry: the build failed at this step: Java")
        .noneMatch(line -> line.contains("INFO") || line.contains("Re-run"));
    assertThat(ended.said().getLast()).endsWith("target/build-Java.log");
  }

  @Test
  void stops_maven_when_the_web_app_can_not_be_built() throws Exception {
    pipe("never");
    pipe("ready");
    maven("echo $$ >maven.id; echo >ready; exec cat never");
    node(
        "case \"$1\" in -p) echo 20 ;; *) read -r w <../ready; echo 'no space left'; exit 1 ;; esac");

    Ended ended = run();

    assertThat(ended.code()).isEqualTo(1);
    assertThat(ended.said())
        .contains("    no space left", "berry: the build failed at this step: web app");
    long maven = Long.parseLong(Files.readString(folder.resolve("maven.id")).strip());
    assertThat(ProcessHandle.of(maven)).isEmpty();
  }

  @Test
  void never_starts_what_a_failed_build_left() throws Exception {
    run();
    Files.writeString(folder.resolve("src/main/Changed"), "1");
    maven(
        "case \"$*\" in *jar:jar*) echo half >target/start/berry.jar; exit 1 ;; esac\n"
            + MAVEN_AS_IT_SHOULD);

    Ended failed = run();
    Ended again = run();

    assertThat(List.of(failed.code(), again.code())).containsOnly(1);
    assertThat(again.said())
        .contains("berry: the build failed at this step: jar")
        .doesNotContain("started");
    assertThat(folder.resolve("target/berry.jar")).hasContent("class\npage");
  }

  @Test
  void builds_once_for_two_that_start_at_once() throws Exception {
    pipe("go");
    maven(
        "echo \"$*\" >>calls\ncase \"$*\" in *compile*) read -r w <go ;; esac\n"
            + MAVEN_AS_IT_SHOULD);
    Process first = launch();
    try (BufferedReader firstSays = first.inputReader(UTF_8)) {
      assertThat(firstSays.readLine()).startsWith("Building Berry");

      Process second = launch();
      try (BufferedReader secondSays = second.inputReader(UTF_8)) {
        assertThat(secondSays.readLine()).startsWith("Another ./berry builds here");
        Files.writeString(folder.resolve("go"), "go\n");

        assertThat(secondSays.lines()).containsExactly("class", "page", "started");
        assertThat(firstSays.lines()).endsWith("started");
      }
    }
    assertThat(calls()).hasSize(2);
  }

  private List<String> calls() throws IOException {
    return Files.readAllLines(folder.resolve("calls"));
  }

  private void maven(String lines) throws IOException {
    script("bin/mvn", lines);
  }

  private void node(String lines) throws IOException {
    script("bin/node", lines);
  }

  private void script(String name, String lines) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + lines);
    assertThat(file.toFile().setExecutable(true)).isTrue();
  }

  private void pipe(String name) throws Exception {
    assertThat(new ProcessBuilder("mkfifo", folder.resolve(name).toString()).start().waitFor())
        .isZero();
  }

  private Ended run() throws Exception {
    Process process = launch();
    List<String> said = process.inputReader(UTF_8).readAllLines();
    return new Ended(process.waitFor(), said);
  }

  /// Ends by itself after 20 s, whatever happens: nothing waits for a launcher that hangs.
  private Process launch() throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(
                "timeout", "-k", "1", "20", folder.resolve("berry").toString(), "version")
            .directory(folder.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
    builder.environment().compute("PATH", (name, path) -> folder.resolve("bin") + ":" + path);
    Process process = builder.start();
    return process;
  }
}
