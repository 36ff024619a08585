package berry.diagnostics;

import java.util.Optional;

/// What one check found.
///
/// @param check what was looked at, one or two words
/// @param why what was seen, one sentence with the numbers
/// @param fix what to do about it; empty when nothing
public record Finding(String check, Level level, String why, Optional<String> fix) {

  /// How bad it is.
  public enum Level {
    OK,
    /// Works, but look at it.
    WARN,
    /// Does not work.
    FAIL
  }

  static Finding ok(String check, String why) {
    return new Finding(check, Level.OK, why, Optional.empty());
  }

  static Finding warn(String check, String why, String fix) {
    return new Finding(check, Level.WARN, why, Optional.of(fix));
  }

  static Finding fail(String check, String why, String fix) {
    return new Finding(check, Level.FAIL, why, Optional.of(fix));
  }
}
