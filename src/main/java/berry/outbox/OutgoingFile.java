package berry.outbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A file that [OutgoingFiles] keeps, ready to be sent to anybody, any number of times.
///
/// @param kind what it is sent as: `document`, `photo` …
/// @param html words under it, at most 1024 characters; null for none
public record OutgoingFile(long id, String kind, @Nullable String html) {

  /// Stands in a queued body for the file with that id.
  static final String MARK = "berry_file";

  private static final int ALBUM_LEAST = 2;
  private static final int ALBUM_MOST = 10;

  public OutgoingFile captioned(String words) {
    return new OutgoingFile(id, kind, words);
  }

  public Outgoing to(long chatId) {
    String method = "send" + kind.substring(0, 1).toUpperCase(Locale.ROOT) + kind.substring(1);
    Map<String, Object> body = new LinkedHashMap<>(caption());
    body.put(kind, Map.of(MARK, id));
    return Outgoing.call(chatId, method, body);
  }

  /// All of them as one album.
  ///
  /// @param files 2 to 10; documents and audio only among themselves
  public static Outgoing album(long chatId, List<OutgoingFile> files) {
    if (files.size() < ALBUM_LEAST || files.size() > ALBUM_MOST) {
      throw new IllegalArgumentException("an album has 2 to 10 files, not " + files.size());
    }
    List<Map<String, Object>> media = new ArrayList<>();
    for (OutgoingFile file : files) {
      Map<String, Object> one = new LinkedHashMap<>(file.caption());
      one.put("type", file.kind);
      one.put("media", Map.of(MARK, file.id));
      media.add(one);
    }
    return Outgoing.call(chatId, "sendMediaGroup", Map.of("media", media));
  }

  private Map<String, Object> caption() {
    return html == null ? Map.of() : Map.of("caption", html, "parse_mode", "HTML");
  }
}
