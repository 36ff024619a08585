package berry.telegram;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

/// A file sent along with a call.
public final class Upload {

  private final String field;
  private final String name;
  private final String mimeType;
  private final long size;
  private final Supplier<? extends InputStream> content;

  /// @param field the method's parameter, such as `document` or `photo`
  /// @param name the file name the person will see
  /// @param bytes not to be changed afterwards
  public Upload(String field, String name, String mimeType, byte[] bytes) {
    this(field, name, mimeType, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /// One that is never whole in memory.
  ///
  /// @param field the method's parameter, or `x` for a parameter that says `attach://x`
  /// @param size of the content, exactly
  /// @param content opened when it is sent, and closed
  public Upload(
      String field,
      String name,
      String mimeType,
      long size,
      Supplier<? extends InputStream> content) {
    this.field = field;
    this.name = name;
    this.mimeType = mimeType;
    this.size = size;
    this.content = content;
  }

  String field() {
    return field;
  }

  String name() {
    return name;
  }

  String mimeType() {
    return mimeType;
  }

  long size() {
    return size;
  }

  Supplier<? extends InputStream> content() {
    return content;
  }
}
