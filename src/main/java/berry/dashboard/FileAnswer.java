package berry.dashboard;

import berry.conversations.MessageFile;
import berry.database.Sha256;
import berry.http.Exchange;
import berry.http.MediaType;
import berry.outbox.FileName;
import berry.telegram.FileContent;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The answer with the file of a message. It is of a stranger, so no browser may take it for a page
/// of ours: its type is told by its first bytes, from a short list, and it is only ever saved.
final class FileAnswer {

  private static final String UNKNOWN = "application/octet-stream";

  /// What is shown, or opened by a program that expects strangers' files.
  private static final Map<String, String> ENDINGS =
      Map.of(
          "image/jpeg", ".jpg",
          "image/png", ".png",
          "image/webp", ".webp",
          "image/gif", ".gif",
          "video/mp4", ".mp4",
          "video/webm", ".webm",
          "audio/mp4", ".m4a",
          "audio/ogg", ".ogg",
          "audio/mpeg", ".mp3",
          "application/pdf", ".pdf");

  private final Exchange exchange;
  private final MessageFile file;
  private final boolean whole;
  private final String tag;

  /// @param whole whether it is the file itself, not the small picture of it
  /// @param fileId of what is sent
  FileAnswer(Exchange exchange, MessageFile file, boolean whole, String fileId) {
    this.exchange = exchange;
    this.file = file;
    this.whole = whole;
    byte[] digest = Sha256.of(fileId);
    this.tag = '"' + HexFormat.of().formatHex(digest, 0, 12) + '"';
  }

  /// Answers a caller who has it already. A message may be edited and then has another file, so it
  /// is asked for again after a while; that costs Telegram nothing.
  boolean isKnown() {
    boolean known = tag.equals(exchange.header("If-None-Match"));
    if (known) {
      remembered().status(304);
    }
    return known;
  }

  /// Not said of errors: they would be remembered, too.
  private Exchange remembered() {
    return exchange
        .header("ETag", tag)
        .header("Cache-Control", "private, max-age=3600")
        .header("Vary", "Authorization");
  }

  /// @param ended runs when the last byte has gone, or the caller
  void pass(FileContent content, Runnable ended) {
    String type = type(content.start());
    remembered()
        .header("Content-Type", type)
        .header("Content-Disposition", "attachment; filename*=UTF-8''" + name(type));
    if (content.length() >= 0) {
      exchange.header("Content-Length", Long.toString(content.length()));
    }
    exchange.pass(new PassedFile(content, ended));
  }

  private String type(byte[] start) {
    boolean sound = whole && List.of("audio", "voice").contains(file.kind());
    Optional<String> found =
        new String(start, StandardCharsets.ISO_8859_1).startsWith("%PDF-")
            ? Optional.of("application/pdf")
            : MediaType.type(start, sound);
    return found
        .map(type -> type.equals("video/ogg") ? "audio/ogg" : type)
        .filter(ENDINGS::containsKey)
        .orElse(UNKNOWN);
  }

  private String name(String type) {
    String given = whole ? file.name() : null;
    String name = given == null ? file.kind() + ENDINGS.getOrDefault(type, "") : FileName.of(given);
    return URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20").replace("*", "%2A");
  }
}
