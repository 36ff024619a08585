package berry.telegram;

import org.jspecify.annotations.Nullable;

/// Reads an [Attachment].
final class Files {

  private final Members json;
  private final Thumbnail sizes = new Thumbnail();
  private @Nullable String fileId;
  private @Nullable String name;
  private @Nullable String mimeType;
  private @Nullable Long size;
  private @Nullable String thumbnailId;
  private long width;
  private long height;

  private Files(Members json) {
    this.json = json;
  }

  /// The file the walk stands on, or `otherwise` when there is none.
  static @Nullable Attachment attachment(Members json, @Nullable Attachment otherwise) {
    Files one = new Files(json);
    json.each(one::member);
    return one.fileId == null ? otherwise : one.attachment(one.fileId);
  }

  /// The photo the walk stands on, which is a list of its sizes, or `otherwise` when there is none.
  static @Nullable Attachment photo(Members json, @Nullable Attachment otherwise) {
    Files one = new Files(json);
    json.elements(one::size);
    if (one.fileId == null) {
      return otherwise;
    }
    one.thumbnailId = one.sizes.besides(one.fileId);
    return one.attachment(one.fileId);
  }

  /// Sizes come smallest first, so the last that is read is the largest.
  private void size() {
    String before = fileId;
    fileId = null;
    width = 0;
    height = 0;
    size = null;
    json.each(this::member);
    if (fileId == null) {
      fileId = before;
    } else {
      sizes.offer(fileId, width, height);
    }
  }

  private Attachment attachment(String id) {
    return new Attachment(id, name, mimeType, size, thumbnailId);
  }

  private void member(String member) {
    switch (member) {
      case "file_id" -> fileId = json.text();
      case "file_name" -> name = json.text();
      case "mime_type" -> mimeType = json.text();
      case "file_size" -> size = json.number();
      case "width" -> width = pixels();
      case "height" -> height = pixels();
      case "thumbnail" -> json.each(this::thumbnail);
      default -> {}
    }
  }

  private void thumbnail(String member) {
    if (member.equals("file_id")) {
      thumbnailId = json.text();
    }
  }

  private long pixels() {
    Long number = json.number();
    return number == null ? 0 : number;
  }
}
