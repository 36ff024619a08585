package berry.http;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A form with one file, as it came. Gone when the request is answered.
public final class Upload {

  private final Map<String, String> fields;
  private final String name;
  private final @Nullable String contentType;
  private final FileChannel file;
  private final long size;

  Upload(
      Map<String, String> fields,
      String name,
      @Nullable String contentType,
      FileChannel file,
      long size) {
    this.fields = Map.copyOf(fields);
    this.name = name;
    this.contentType = contentType;
    this.file = file;
    this.size = size;
  }

  /// What a plain field says; null without it.
  public @Nullable String field(String field) {
    return fields.get(field);
  }

  /// The file's name as its sender gave it: anything may stand there.
  public String name() {
    return name;
  }

  /// The file's type as its sender gave it.
  public @Nullable String contentType() {
    return contentType;
  }

  /// In bytes.
  public long size() {
    return size;
  }

  /// The first bytes, at most so many.
  public byte[] start(int most) throws IOException {
    ByteBuffer start = ByteBuffer.allocate((int) Math.min(most, size));
    while (start.hasRemaining() && file.read(start, start.position()) >= 0) {
      // as often as it takes
    }
    return start.array();
  }

  /// The content from its beginning. Closing it ends nothing.
  public InputStream content() {
    return new Content();
  }

  @Override
  public String toString() {
    return size + " bytes";
  }

  private final class Content extends InputStream {

    private long position;

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      Objects.checkFromIndexSize(offset, length, target.length);
      int count = file.read(ByteBuffer.wrap(target, offset, length), position);
      position += Math.max(0, count);
      return count;
    }
  }
}
