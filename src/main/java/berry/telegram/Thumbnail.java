package berry.telegram;

import org.jspecify.annotations.Nullable;

/// Chooses which size of a photo stands for it in a list: the one whose longer side is nearest to
/// 320 pixels, as sharp screens show it, and none of less than 90.
public final class Thumbnail {

  private static final long WANTED = 320;
  private static final long LEAST = 90;

  private @Nullable String nearest;
  private long distance = Long.MAX_VALUE;

  /// One more of its sizes.
  public void offer(String fileId, long width, long height) {
    long side = Math.max(width, height);
    long away = Math.abs(side - WANTED);
    if (side >= LEAST && away < distance) {
      nearest = fileId;
      distance = away;
    }
  }

  /// The choice.
  ///
  /// @param whole the photo itself
  /// @return null when that is small enough, or there is no other
  public @Nullable String besides(String whole) {
    return whole.equals(nearest) ? null : nearest;
  }
}
