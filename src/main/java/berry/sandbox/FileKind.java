package berry.sandbox;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// As what a file was sent. The folder of the file tells it, also after a restart.
enum FileKind {
  PHOTO("photos", "AgAC", "Photo"),
  DOCUMENT("documents", "BQAC", "Document"),
  VIDEO("videos", "BAAC", "Video"),
  ANIMATION("animations", "CgAC", "Animation"),
  AUDIO("music", "CQAC", "Audio"),
  VOICE("voice", "AwAC", "VoiceNote"),
  VIDEO_NOTE("video_notes", "DQAC", "VideoNote"),
  STICKER("stickers", "CAAC", "Sticker");

  private final String folder;
  private final String prefix;
  private final String title;

  FileKind(String folder, String prefix, String title) {
    this.folder = folder;
    this.prefix = prefix;
    this.title = title;
  }

  static FileKind of(StoredFile file) {
    return Arrays.stream(values())
        .filter(kind -> file.path().startsWith(kind.folder + "/"))
        .findFirst()
        .orElse(DOCUMENT);
  }

  /// @param field as [#field()] gives it
  static FileKind named(String field) {
    return valueOf(field.toUpperCase(Locale.ROOT));
  }

  /// Its name in a message and in the calls that send it.
  String field() {
    return name().toLowerCase(Locale.ROOT);
  }

  String folder() {
    return folder;
  }

  /// How its `file_id`s begin.
  String prefix() {
    return prefix;
  }

  /// Its name in Telegram's errors.
  String title() {
    return title;
  }

  /// The numbers a call may tell about it.
  List<String> numbers() {
    return switch (this) {
      case VIDEO, ANIMATION -> List.of("duration", "width", "height");
      case VIDEO_NOTE -> List.of("duration", "length");
      case AUDIO, VOICE -> List.of("duration");
      case PHOTO, DOCUMENT, STICKER -> List.of();
    };
  }

  /// The words a call may tell about it.
  List<String> words() {
    return this == AUDIO ? List.of("performer", "title") : List.of();
  }

  boolean isNamed() {
    return this != VOICE && this != VIDEO_NOTE;
  }

  boolean takesCaption() {
    return this != STICKER && this != VIDEO_NOTE;
  }
}
