package berry.alerts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

final class ChartTest {

  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");

  @Test
  void draws_an_hour_with_its_threshold_in_a_small_picture() throws IOException {
    List<Chart.Point> hour =
        IntStream.range(0, 720)
            .mapToObj(n ->
                new Chart.Point(NOW.minusSeconds(3_600 - 5L * n), 0.5 + 0.45 * Math.sin(n / 9.0)))
            .toList();

    byte[] png =
        Objects.requireNonNull(
            Chart.png(
                JudgementTest.rule(Duration.ofMinutes(5)), hour, NOW, "cpu", Wording.in("ru")));

    assertThat(png.length).isLessThan(60_000);
    var image = ImageIO.read(new ByteArrayInputStream(png));
    assertThat(image.getWidth()).isEqualTo(640);
    long red =
        IntStream.range(0, image.getWidth() * image.getHeight())
            .map(n -> image.getRGB(n % image.getWidth(), n / image.getWidth()) & 0xFFFFFF)
            .filter(rgb -> rgb == 0xFF0000)
            .count();
    assertThat(red).as("the threshold's line").isGreaterThan(100);
  }

  @Test
  void draws_nothing_of_one_value() {
    assertThat(
            Chart.png(
                JudgementTest.rule(Duration.ZERO),
                List.of(new Chart.Point(NOW, 1)),
                NOW,
                "cpu",
                Wording.in("en")))
        .isNull();
  }
}
