package berry.scenarios;

import static berry.scenarios.AlertStage.OVER;
import static berry.scenarios.AlertStage.OWNER;
import static berry.scenarios.AlertStage.TOLD;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import berry.testing.SmallBox;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/// A Berry in a box of its own, as a container is one: its memory is filled and its processor is
/// used up by others in the same box. The thresholds are the default ones.
@Tag("scenario")
@Tag("faults")
final class FullBoxAlertsTest {

  private static final long MEGABYTE = 1 << 20;
  private static final long MEMORY = 768 * MEGABYTE;

  /// Of all memory, between the threshold and the end of the box.
  private static final double FULL = 0.87;

  private static final Duration CALM = Duration.ofSeconds(90);

  /// Starting uses up the processor, too, which is nobody's news.
  private static final String RULES =
      """
      alerts:
        - {key: cpu, for: 20s}
        - {key: memory, for: 0s}
      """;

  @TempDir Path folder;
  private AlertStage stage;

  @BeforeEach
  void open() {
    stage = AlertStage.open(folder);
    stage.rules(RULES);
  }

  @AfterEach
  void close() {
    stage.close();
  }

  @Test
  void memory_and_processor_of_the_box_are_told_and_their_end() throws Exception {
    try (SmallBox box = SmallBox.require(1, MEMORY);
        SmallDisk disk =
            SmallDisk.mount(Files.createDirectories(folder.resolve("memory")), MEMORY);
        BerryProcess berry =
            BerryProcess.runUnder(box.prefix(), folder, stage.environment(), "start")) {
      ScenarioFixture fixture = stage.town(berry.awaitReady());
      fixture.says(OWNER, "/start");
      AlertChat chat = new AlertChat(fixture, stage, OWNER);
      Await.until(CALM, () -> judged("cpu") < 0.5);

      Process burner =
          box.begin(folder.resolve("burner"), List.of("sh", "-c", "while :; do :; done"));
      chat.crossed("cpu");
      double used = judged("memory");
      assertThat(used).as("what Berry needs itself").isLessThan(0.75);
      long missing = (long) ((FULL - used) * MEMORY / MEGABYTE);
      box.run(
          folder.resolve("filler"),
          List.of(
              "dd",
              "if=/dev/zero",
              "of=" + folder.resolve("memory/filler"),
              "bs=1M",
              "count=" + missing));
      chat.crossed("memory");

      JsonNode full = chat.told("memory", TOLD);
      assertThat(AlertChat.text(full)).contains("above 80 %");
      assertThat(AlertChat.text(chat.told("cpu", TOLD.plusSeconds(20)))).contains("above 80 %");
      burner.destroyForcibly().waitFor();
      disk.empty();

      chat.awaits("memory", TOLD, "Well again");
      chat.awaits("cpu", TOLD, "Well again");
      if (Form.now() == Form.LONG) {
        chat.awaits("memory", OVER, "Over after");
        chat.awaits("cpu", OVER, "Over after");
      }
      assertThat(chat.count("memory")).isEqualTo(1);
      assertThat(chat.count("cpu")).isEqualTo(1);
      assertThat(chat.incidents()).isEqualTo(1);
      chat.measured().forEach(System.out::println);
    }
  }

  /// As judged last; more than all there is while there is none.
  private double judged(String key) {
    String value = stage.ask("SELECT value FROM alert WHERE value > 0 AND key = '" + key + "'");
    return value.isEmpty() ? 2 : Double.parseDouble(value);
  }
}
