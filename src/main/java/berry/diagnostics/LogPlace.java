package berry.diagnostics;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/// A place in the log that is found again after the file was packed and renamed: files are told
/// apart by how they begin, which is a time to the millisecond and what was written then.
///
/// @param file what it begins with, summed up
/// @param offset in bytes, unpacked
record LogPlace(long file, long offset) {

  /// A time, a level and some of the logger: fewer than the shortest line has.
  static final int BEGINNING = 40;

  private static final Pattern TEXT = Pattern.compile("([0-9a-f]{1,16})-([0-9a-f]{1,12})");

  /// @param content from its first byte; nothing is known of a file that has not begun
  static Optional<Long> of(byte[] content, int length) {
    if (length < BEGINNING) {
      return Optional.empty();
    }
    CRC32C sum = new CRC32C();
    sum.update(content, 0, BEGINNING);
    // A CRC alone has 32 bits; with the time's own characters two files never share a mark.
    String time = new String(content, 0, BEGINNING, StandardCharsets.ISO_8859_1);
    return Optional.of(sum.getValue() << 31 ^ Integer.toUnsignedLong(time.hashCode()));
  }

  static Optional<LogPlace> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    return parts.matches()
        ? Optional.of(
            new LogPlace(
                Long.parseUnsignedLong(parts.group(1), 16), Long.parseLong(parts.group(2), 16)))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return Long.toHexString(file) + "-" + Long.toHexString(offset);
  }
}
