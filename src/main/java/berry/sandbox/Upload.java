package berry.sandbox;

/// A file that came with a call.
final class Upload {

  private final String name;
  private final String mimeType;
  private final byte[] bytes;

  /// @param bytes kept as they are, not copied: a document may have 50 MB
  Upload(String name, String mimeType, byte[] bytes) {
    this.name = name;
    this.mimeType = mimeType;
    this.bytes = bytes;
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
