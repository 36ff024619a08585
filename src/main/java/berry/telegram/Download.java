package berry.telegram;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What came of asking Telegram for a file.
public sealed interface Download {

  /// There it is.
  record Ready(FileContent file) implements Download {}

  /// Telegram gives bots files of 20 MB at most.
  record TooLarge() implements Download {}

  /// Telegram has it no more, or never had.
  record Gone() implements Download {}

  /// Telegram can't be asked now.
  ///
  /// @param retryAfter how long it wants to be left alone; null when it does not say
  record Away(String why, @Nullable Duration retryAfter) implements Download {}
}
