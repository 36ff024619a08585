package berry.diagnostics;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.GZIPInputStream;

/// One file of the log, packed or not, as it was at one moment.
///
/// @param mark see [LogPlace#file()]
/// @param length in bytes, unpacked
record LogSource(Path path, boolean packed, long mark, long length) {

  /// Our own files have 10 MB; nobody makes us unpack more than a few of that.
  private static final long MOST_UNPACKED = 48L << 20;

  /// Empty for a file that is missing, has not begun or can't be read.
  static Optional<LogSource> open(Path path, boolean packed) {
    try {
      if (!Files.isRegularFile(path)) {
        return Optional.empty();
      }
      byte[] beginning = new byte[LogPlace.BEGINNING];
      long length;
      int read;
      if (packed) {
        Tail tail = new Tail(LogPlace.BEGINNING);
        length = unpack(path, MOST_UNPACKED, beginning, tail);
        read = (int) Math.min(length, beginning.length);
      } else {
        length = Files.size(path);
        try (InputStream in = Files.newInputStream(path)) {
          read = in.readNBytes(beginning, 0, beginning.length);
        }
      }
      long known = length;
      return LogPlace.of(beginning, read).map(mark -> new LogSource(path, packed, mark, known));
    } catch (IOException unreadable) {
      return Optional.empty();
    }
  }

  /// Bytes from `from` to `to`, or fewer where the file ends earlier.
  byte[] read(long from, long to) {
    try {
      int wanted = Math.toIntExact(to - from);
      if (packed) {
        Tail tail = new Tail(wanted);
        unpack(path, to, new byte[LogPlace.BEGINNING], tail);
        return tail.content();
      }
      try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
        ByteBuffer content = ByteBuffer.allocate(wanted);
        while (content.hasRemaining() && file.read(content, from + content.position()) >= 0) {
          // until it is full, or the file ends
        }
        return Arrays.copyOf(content.array(), content.position());
      }
    } catch (IOException gone) {
      return new byte[0];
    }
  }

  /// Unpacks up to there; what is damaged ends where the damage begins.
  private static long unpack(Path path, long to, byte[] beginning, Tail tail) throws IOException {
    long length = 0;
    byte[] piece = new byte[65_536];
    try (InputStream in = new GZIPInputStream(Files.newInputStream(path), 65_536)) {
      while (length < to) {
        int count = in.read(piece, 0, (int) Math.min(piece.length, to - length));
        if (count < 0) {
          break;
        }
        if (length < beginning.length) {
          int missing = (int) Math.min(count, beginning.length - length);
          System.arraycopy(piece, 0, beginning, (int) length, missing);
        }
        tail.write(piece, count);
        length += count;
      }
    } catch (IOException damaged) {
      if (length == 0) {
        throw damaged;
      }
    }
    return length;
  }

  /// The last bytes of what was written.
  private static final class Tail {
    private final int size;
    private byte[] kept = new byte[0];
    private ByteArrayOutputStream more = new ByteArrayOutputStream();

    Tail(int size) {
      this.size = size;
    }

    void write(byte[] piece, int count) {
      more.write(piece, 0, count);
      if (more.size() > Math.max(size, 1 << 20)) {
        fold();
      }
    }

    byte[] content() {
      fold();
      return kept;
    }

    private void fold() {
      byte[] all = Arrays.copyOf(kept, kept.length + more.size());
      System.arraycopy(more.toByteArray(), 0, all, kept.length, more.size());
      kept = all.length <= size ? all : Arrays.copyOfRange(all, all.length - size, all.length);
      more = new ByteArrayOutputStream();
    }
  }
}
