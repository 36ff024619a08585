package berry.telegram;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What `getFile` answers.
///
/// @param filePath where the file lies; null when Telegram gives it to nobody
/// @param fileSize in bytes
record FilePlace(@Nullable String filePath, @Nullable Long fileSize) {

  /// Anything else would be another address, or none.
  static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_./-]{0,255}");
}
