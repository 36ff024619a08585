package berry.diagnostics;

import java.util.Locale;

/// Sizes for people.
final class Bytes {

  private static final long MEGABYTE = 1024L * 1024;
  private static final long GIGABYTE = 1024 * MEGABYTE;

  private Bytes() {}

  static String text(long bytes) {
    return bytes >= 10 * GIGABYTE
        ? bytes / GIGABYTE + " GB"
        : bytes >= GIGABYTE
            ? String.format(Locale.ROOT, "%.1f GB", (double) bytes / GIGABYTE)
            : bytes / MEGABYTE + " MB";
  }
}
