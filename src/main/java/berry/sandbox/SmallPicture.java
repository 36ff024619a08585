package berry.sandbox;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.MemoryCacheImageInputStream;
import org.jspecify.annotations.Nullable;

/// A picture of at most 320 pixels out of a larger one, as Telegram makes it. Every so many pixels
/// of the large one are read, so it is never whole in memory.
///
/// @param format `jpeg` or `png`
record SmallPicture(Upload picture, String format, int width, int height) {

  private static final int SIDE = 320;

  /// Empty when it is small already, or no picture this sandbox can read (JPEG, PNG, GIF).
  static Optional<SmallPicture> of(byte[] picture) {
    try (ImageInputStream in = new MemoryCacheImageInputStream(new ByteArrayInputStream(picture))) {
      Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
      if (!readers.hasNext()) {
        return Optional.empty();
      }
      @Nullable ImageReader reader = readers.next();
      try {
        reader.setInput(in);
        return small(reader);
      } finally {
        reader.dispose();
      }
    } catch (IOException | RuntimeException broken) {
      return Optional.empty(); // people send broken pictures, and readers fail on them as they like
    }
  }

  private static Optional<SmallPicture> small(ImageReader reader) throws IOException {
    int side = Math.max(reader.getWidth(0), reader.getHeight(0));
    if (side <= SIDE) {
      return Optional.empty();
    }
    int step = Math.ceilDiv(side, SIDE);
    ImageReadParam every = reader.getDefaultReadParam();
    every.setSourceSubsampling(step, step, 0, 0);
    BufferedImage image = reader.read(0, every);
    String format = image.getColorModel().hasAlpha() ? "png" : "jpeg";
    var bytes = new ByteArrayOutputStream();
    if (!ImageIO.write(image, format, bytes)) {
      return Optional.empty();
    }
    Upload picture = new Upload("", "image/" + format, bytes.toByteArray());
    return Optional.of(new SmallPicture(picture, format, image.getWidth(), image.getHeight()));
  }
}
