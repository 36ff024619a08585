package berry.telegram;

import org.jspecify.annotations.Nullable;

/// Reads an [Attachment].
final class Files {

  private final Members json;
  private @Nullable String fileId;
  private @Nullable String name;
  private @Nullable String mimeType;
  private @Nullable Long size;

  private Files(Members json) {
    this.json = json;
  }

  /// The file the walk stands on, or `otherwise` when there is none.
  static @Nullable Attachment attachment(Members json, @Nullable Attachment otherwise) {
    Files one = new Files(json);
    json.each(one::member);
    return one.fileId == null
        ? otherwise
        : new Attachment(one.fileId, one.name, one.mimeType, one.size);
  }

  private void member(String member) {
    switch (member) {
      case "file_id" -> fileId = json.text();
      case "file_name" -> name = json.text();
      case "mime_type" -> mimeType = json.text();
      case "file_size" -> size = json.number();
      default -> {}
    }
  }
}
