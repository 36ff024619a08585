package berry.telegram;

/// A file sent along with a call.
public final class Upload {

  private final String field;
  private final String name;
  private final String mimeType;
  private final byte[] bytes;

  /// @param field the method's parameter, such as `document` or `photo`
  /// @param name the file name the person will see
  /// @param bytes not to be changed afterwards
  public Upload(String field, String name, String mimeType, byte[] bytes) {
    this.field = field;
    this.name = name;
    this.mimeType = mimeType;
    this.bytes = bytes;
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

  byte[] bytes() {
    return bytes;
  }
}
