package berry.monitoring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// A line of blocks for a terminal: from the least to the most of its values, a space where nothing
/// is known.
public final class Sparkline {

  private static final String BLOCKS = "▁▂▃▄▅▆▇█";

  private Sparkline() {}

  /// @param width characters
  public static String of(List<@Nullable Double> values, int width) {
    double least = Double.MAX_VALUE;
    double most = -Double.MAX_VALUE;
    for (Double value : values) {
      if (value != null) {
        least = Math.min(least, value);
        most = Math.max(most, value);
      }
    }
    StringBuilder line = new StringBuilder(width);
    for (int n = 0; n < width; n++) {
      int from = n * values.size() / width;
      int to = Math.max(from + 1, (n + 1) * values.size() / width);
      Double peak = null;
      for (int place = from; place < Math.min(to, values.size()); place++) {
        Double value = values.get(place);
        peak = peak == null ? value : value == null ? peak : (Double) Math.max(peak, value);
      }
      line.append(peak == null ? ' ' : block(peak, least, most));
    }
    return line.toString().stripTrailing();
  }

  /// A line that does not move lies at the bottom.
  private static char block(double value, double least, double most) {
    double share = most > least ? (value - least) / (most - least) : 0;
    return BLOCKS.charAt((int) Math.round(share * (BLOCKS.length() - 1)));
  }
}
