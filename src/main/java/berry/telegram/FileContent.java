package berry.telegram;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/// A file as it comes from Telegram: all of it is read here, once. To be closed, which from any
/// thread ends a read that waits.
public final class FileContent extends InputStream {

  private static final int START = 64;

  private final byte[] start;
  private final InputStream rest;
  private final long length;
  private int position;
  private long passed;

  private FileContent(byte[] start, InputStream rest, long length) {
    this.start = start;
    this.rest = rest;
    this.length = length;
  }

  /// Waits for its beginning.
  static FileContent of(InputStream content, long length) throws IOException {
    return new FileContent(content.readNBytes(START), content, length);
  }

  /// The first bytes, at most 64, by which its type is known.
  public byte[] start() {
    return start.clone();
  }

  /// In bytes; -1 when Telegram does not say.
  public long length() {
    return length;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int wanted) throws IOException {
    Objects.checkFromIndexSize(offset, wanted, target.length);
    int left = Math.min(wanted, start.length - position);
    if (left <= 0) {
      return counted(rest.read(target, offset, wanted));
    }
    System.arraycopy(start, position, target, offset, left);
    position += left;
    return left;
  }

  /// What has no end would hold its place for ever.
  private int counted(int count) throws IOException {
    passed += Math.max(0, count);
    if (passed > Downloads.MOST) {
      throw new IOException("more than the largest file that Telegram gives");
    }
    return count;
  }

  /// Nobody wants it.
  void end() {
    try {
      close();
    } catch (IOException _) {
      // it was to end, and it has
    }
  }

  @Override
  public void close() throws IOException {
    rest.close();
  }
}
