package berry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class InterruptionTest {

  private static final int TERMINATED = 143;

  @Test
  void a_verb_that_is_broken_off_says_what_is_left() throws Exception {
    Process process = started("inside");
    // Of the handle: the process itself would close what is read here.
    process.toHandle().destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(TERMINATED);
    assertThat(said(process)).contains("berry_restore_0a1b2c3d is left");
  }

  @Test
  void a_verb_that_has_ended_says_nothing() throws Exception {
    Process process = started("after");
    // Of the handle: the process itself would close what is read here.
    process.toHandle().destroy();

    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(said(process)).doesNotContain("is left");
  }

  private static String said(Process process) throws Exception {
    return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
  }

  private static Process started(String when) throws Exception {
    Process process =
        new ProcessBuilder(
                List.of(
                    ProcessHandle.current().info().command().orElseThrow(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    Verb.class.getName(),
                    when))
            .start();
    BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
    assertThat(out.readLine()).isEqualTo("at work");
    return process;
  }

  /// Another process, at work until it is ended.
  static final class Verb {

    public static void main(String[] arguments) throws InterruptedException {
      Terminal terminal =
          new Terminal(
              new PrintWriter(System.out, true, StandardCharsets.UTF_8),
              new PrintWriter(System.err, true, StandardCharsets.UTF_8));
      try (Interruption told =
          Interruption.tells(terminal, () -> "berry_restore_0a1b2c3d is left")) {
        if (arguments[0].equals("inside")) {
          work();
        }
      }
      work();
    }

    private static void work() throws InterruptedException {
      System.out.println("at work");
      Thread.sleep(Duration.ofMinutes(1));
    }
  }
}
