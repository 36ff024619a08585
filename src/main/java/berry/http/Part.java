package berry.http;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// One part of a multipart form: a plain field, or a file.
public final class Part {

  private final @Nullable String fileName;
  private final @Nullable String contentType;
  private final byte[] content;

  Part(@Nullable String fileName, @Nullable String contentType, byte[] content) {
    this.fileName = fileName;
    this.contentType = contentType;
    this.content = content;
  }

  /// Null for a plain field.
  public @Nullable String fileName() {
    return fileName;
  }

  public @Nullable String contentType() {
    return contentType;
  }

  /// The bytes themselves, not a copy.
  public byte[] content() {
    return content;
  }

  public String text() {
    return new String(content, StandardCharsets.UTF_8);
  }
}
