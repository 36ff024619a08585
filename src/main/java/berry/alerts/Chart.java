package berry.alerts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The last hour of a figure, or what is known of it, with its threshold, as a small picture.
final class Chart {

  /// A value at a moment.
  record Point(Instant at, double value) {}

  private static final Logger LOG = LoggerFactory.getLogger(Chart.class);
  private static final int WIDTH = 640;
  private static final int HEIGHT = 260;
  private static final int LEFT = 72;
  private static final int EDGE = 18;
  private static final int BOTTOM = 30;
  private static final Duration HOUR = Duration.ofHours(1);

  /// Of a process that has just begun: less would be drawn wider than it is meant.
  private static final Duration LEAST = Duration.ofMinutes(10);

  /// Of a line of text, so that two are not written over each other.
  private static final int LINE = 14;

  private static final int DOT = 6;

  /// Between two points further apart nothing was known.
  private static final Duration GAP = Duration.ofSeconds(30);

  private static boolean missing;

  private Chart() {}

  /// A PNG, or null where this Java can't draw: a small one has neither pictures nor fonts.
  static byte @Nullable [] png(
      Rule rule, List<Point> points, Instant now, String title, Wording words) {
    if (missing || points.size() < 2) {
      return null;
    }
    try {
      return draw(rule, points, now, title, words);
    } catch (IOException | RuntimeException | LinkageError | InternalError e) {
      missing = true;
      LOG.info("Alerts are told without pictures: {}", e.toString());
      return null;
    }
  }

  private static byte[] draw(
      Rule rule, List<Point> points, Instant now, String title, Wording words) throws IOException {
    // Sixteen colours are enough and make it small.
    BufferedImage image = new BufferedImage(WIDTH, HEIGHT, BufferedImage.TYPE_BYTE_INDEXED);
    Graphics2D pen = image.createGraphics();
    try {
      pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
      pen.setColor(Color.WHITE);
      pen.fillRect(0, 0, WIDTH, HEIGHT);
      double most =
          Math.max(
              rule.threshold() * 1.1,
              points.stream().mapToDouble(Point::value).max().orElse(1) * 1.05);
      double top = most > 0 ? most : 1;
      pen.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
      pen.setColor(Color.DARK_GRAY);
      pen.drawString(title, LEFT, EDGE - 4);
      int line = y(rule.threshold(), top);
      if (line - LINE > EDGE + 4) {
        pen.drawString(words.value(top, rule.metric().unit()), 4, EDGE + 8);
      }
      if (line + LINE < HEIGHT - BOTTOM) {
        pen.drawString(words.value(0, rule.metric().unit()), 4, HEIGHT - BOTTOM);
      }
      Duration span = span(points, now);
      pen.drawString("−" + span.toMinutes() + " " + words.of("unit.min"), LEFT, HEIGHT - 10);
      pen.setColor(Color.LIGHT_GRAY);
      pen.drawRect(LEFT, EDGE, WIDTH - LEFT - EDGE, HEIGHT - EDGE - BOTTOM);
      pen.setColor(Color.RED);
      pen.setStroke(
          new BasicStroke(
              1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 0, new float[] {6, 4}, 0));
      pen.drawLine(LEFT, line, WIDTH - EDGE, line);
      pen.drawString(words.value(rule.threshold(), rule.metric().unit()), 4, line + 4);
      pen.setColor(Color.BLUE);
      pen.setStroke(new BasicStroke(2f));
      pen.draw(line(points, now, span, top));
      Point last = points.getLast();
      double x = x(last.at(), now, span);
      pen.fill(new Ellipse2D.Double(x - DOT / 2.0, y(last.value(), top) - DOT / 2.0, DOT, DOT));
    } finally {
      pen.dispose();
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    if (!ImageIO.write(image, "png", out)) {
      throw new IOException("this Java writes no PNG");
    }
    return out.toByteArray();
  }

  /// Whole minutes.
  private static Duration span(List<Point> points, Instant now) {
    Duration known = Duration.between(points.getFirst().at(), now).plusMinutes(1);
    Duration least = known.compareTo(LEAST) < 0 ? LEAST : known;
    return least.compareTo(HOUR) > 0 ? HOUR : least.truncatedTo(ChronoUnit.MINUTES);
  }

  private static Path2D line(List<Point> points, Instant now, Duration span, double top) {
    Path2D path = new Path2D.Double();
    Instant before = Instant.MIN;
    for (Point point : points) {
      double x = x(point.at(), now, span);
      if (x < LEFT) {
        continue;
      }
      double y = y(point.value(), top);
      if (before.equals(Instant.MIN) || Duration.between(before, point.at()).compareTo(GAP) > 0) {
        path.moveTo(x, y);
      } else {
        path.lineTo(x, y);
      }
      before = point.at();
    }
    return path;
  }

  private static double x(Instant at, Instant now, Duration span) {
    double past = Duration.between(at, now).toMillis() / (double) span.toMillis();
    return WIDTH - EDGE - past * (WIDTH - LEFT - EDGE);
  }

  private static int y(double value, double top) {
    double share = Math.clamp(value / top, 0, 1);
    return (int) Math.round(HEIGHT - BOTTOM - share * (HEIGHT - EDGE - BOTTOM));
  }
}
