package berry.outbox;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// As what a file is sent, when nobody says it. What its first bytes show counts for more than its
/// name: Telegram refuses a photo that is none.
public final class FileKind {

  /// What the team may ask for.
  public static final List<String> ALL =
      List.of("photo", "video", "audio", "voice", "animation", "document");

  private static final List<String> PICTURES = List.of("image/jpeg", "image/png", "image/webp");

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("jpg", "image/jpeg"),
          Map.entry("jpeg", "image/jpeg"),
          Map.entry("png", "image/png"),
          Map.entry("webp", "image/webp"),
          Map.entry("gif", "image/gif"),
          Map.entry("mp4", "video/mp4"),
          Map.entry("mp3", "audio/mpeg"),
          Map.entry("m4a", "audio/mp4"),
          Map.entry("ogg", "audio/ogg"),
          Map.entry("oga", "audio/ogg"),
          Map.entry("pdf", "application/pdf"),
          Map.entry("zip", "application/zip"),
          Map.entry("txt", "text/plain"));

  private FileKind() {}

  /// Its type: as given when that is one, else by its name.
  public static String type(@Nullable String given, String name) {
    String type = given == null ? "" : given.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    if (type.matches("[a-z]{1,20}/[a-z0-9.+-]{1,80}") && !type.equals("application/octet-stream")) {
      return type;
    }
    String ending = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return TYPES.getOrDefault(ending, "application/octet-stream");
  }

  /// @param type as [#type] gives it
  /// @param found what its first bytes are; null when they are nothing that is shown or played
  /// @param size in bytes
  public static String of(String type, @Nullable String found, long size) {
    if (found == null) {
      return "document";
    }
    if (PICTURES.contains(found)) {
      return size <= OutgoingFiles.MOST_PHOTO ? "photo" : "document";
    }
    if (found.equals("image/gif")) {
      return "animation";
    }
    return switch (type) {
      case "audio/ogg", "audio/opus" -> found.endsWith("/ogg") ? "voice" : "document";
      case "audio/mpeg", "audio/mp3" -> found.equals("audio/mpeg") ? "audio" : "document";
      case "audio/mp4", "audio/m4a", "audio/x-m4a" -> found.endsWith("/mp4") ? "audio" : "document";
      case "video/mp4" -> found.equals("video/mp4") ? "video" : "document";
      default -> "document";
    };
  }

  /// Whether a photo can be made of it.
  ///
  /// @param found as for [#of]
  public static boolean isPicture(@Nullable String found) {
    return found != null && PICTURES.contains(found);
  }
}
