package berry.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/// What a browser may show of a file, told by its first bytes.
///
/// Neither the name nor the type a sender gives is trusted: a page that came as `video.mp4` must
/// never be opened as a page of this address. And bots often give no type at all.
public final class MediaType {

  private static final int MP4_BRAND = 8;
  private static final Set<String> PICTURE_BRANDS =
      Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1", "avif", "avis");

  private MediaType() {}

  /// The type of a picture, a film or a sound that browsers play; empty for all others, which are
  /// only ever saved.
  ///
  /// @param sound whether it was sent as audio or voice: MP4, Ogg and WebM hold both
  public static Optional<String> type(byte[] bytes, boolean sound) {
    String start = text(bytes, 0, 12);
    if (start.startsWith("RIFF")) {
      return switch (text(bytes, 8, 4)) {
        case "WEBP" -> Optional.of("image/webp");
        case "WAVE" -> Optional.of("audio/wav");
        default -> Optional.empty();
      };
    }
    if (start.startsWith("\u00ff\u00d8\u00ff")) {
      return Optional.of("image/jpeg");
    }
    if (start.startsWith("\u0089PNG\r\n")) {
      return Optional.of("image/png");
    }
    if (start.startsWith("GIF8")) {
      return Optional.of("image/gif");
    }
    return filmOrSound(start, sound);
  }

  private static Optional<String> filmOrSound(String start, boolean sound) {
    String family = sound ? "audio/" : "video/";
    if (start.startsWith("ftyp", 4)) {
      // Pictures of telephones lie in the same box; few browsers show them.
      if (PICTURE_BRANDS.contains(start.substring(Math.min(start.length(), MP4_BRAND)))) {
        return Optional.empty();
      }
      return Optional.of((start.startsWith("M4A", MP4_BRAND) ? "audio/" : family) + "mp4");
    }
    if (start.startsWith("\u001aE\u00df\u00a3")) {
      return Optional.of(family + "webm");
    }
    if (start.startsWith("OggS")) {
      return Optional.of(family + "ogg");
    }
    if (start.startsWith("fLaC")) {
      return Optional.of("audio/flac");
    }
    // The head of an MPEG frame of layer III; looser, and a text with a byte order mark is a song.
    boolean frame =
        start.length() > 1 && start.charAt(0) == 0xff && (start.charAt(1) & 0xe6) == 0xe2;
    return start.startsWith("ID3") || frame ? Optional.of("audio/mpeg") : Optional.empty();
  }

  /// Each byte as one character.
  private static String text(byte[] bytes, int from, int length) {
    if (from >= bytes.length) {
      return "";
    }
    byte[] part = Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + length));
    return new String(part, StandardCharsets.ISO_8859_1);
  }
}
