package berry.telegram;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Gets files from Telegram by their `file_id`. Where a file lies is asked once and remembered for
/// some minutes: Telegram keeps a place for an hour at least.
///
/// The address of a file has the bot's token in it, so it never leaves this package.
public final class Downloads {

  /// What Telegram gives to bots.
  public static final long MOST = 20L << 20;

  private static final Duration REMEMBERED = Duration.ofMinutes(10);
  private static final int MOST_PLACES = 2_000;

  private final BotApi api;
  private final InstantSource clock;
  private final Map<String, Place> places =
      new LinkedHashMap<>(64, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Place> eldest) {
          return size() > MOST_PLACES;
        }
      };

  private record Place(String path, Instant until) {}

  public Downloads(BotApi api, InstantSource clock) {
    this.api = api;
    this.clock = clock;
  }

  /// Begins to download. Waits for Telegram to begin.
  public Download open(String fileId) {
    String known = known(fileId);
    if (known != null) {
      Download download = read(known);
      if (!(download instanceof Download.Gone)) {
        return download;
      }
      forget(fileId);
    }
    return switch (api.getFile(fileId)) {
      case Answer.Ok<FilePlace> ok -> ask(fileId, ok.result());
      case Answer.Refused<FilePlace> refused -> refused(refused);
      case Answer.Unreachable<FilePlace> away -> new Download.Away(away.reason(), null);
      case Answer.Unknown<FilePlace> unknown -> new Download.Away(unknown.reason(), null);
    };
  }

  private Download ask(String fileId, FilePlace place) {
    Long size = place.fileSize();
    if (size != null && size > MOST) {
      return new Download.TooLarge();
    }
    String path = place.filePath();
    if (path == null) {
      return new Download.Gone();
    }
    Download download = read(path);
    if (download instanceof Download.Ready) {
      remember(fileId, path);
    }
    return download;
  }

  private Download read(String path) {
    return switch (api.open(path)) {
      case Answer.Ok<FileContent> ok when ok.result().length() > MOST -> {
        ok.result().end();
        yield new Download.TooLarge();
      }
      case Answer.Ok<FileContent> ok -> new Download.Ready(ok.result());
      case Answer.Refused<FileContent> refused when refused.code() == 404 -> new Download.Gone();
      case Answer.Refused<FileContent> refused ->
          new Download.Away(refused.why(), refused.retryAfter());
      case Answer.Unreachable<FileContent> away -> new Download.Away(away.reason(), null);
      case Answer.Unknown<FileContent> unknown -> new Download.Away(unknown.reason(), null);
    };
  }

  private static Download refused(Answer.Refused<FilePlace> refused) {
    // `Bad Request: file is too big`, and for files of others or of long ago `invalid file_id` or
    // `wrong file_id or the file is temporarily unavailable`.
    if (refused.code() == 400 && refused.description().contains("too big")) {
      return new Download.TooLarge();
    }
    return refused.code() == 400
        ? new Download.Gone()
        : new Download.Away(refused.why(), refused.retryAfter());
  }

  private synchronized @Nullable String known(String fileId) {
    Place place = places.get(fileId);
    return place == null || clock.instant().isAfter(place.until()) ? null : place.path();
  }

  private synchronized void remember(String fileId, String path) {
    places.put(fileId, new Place(path, clock.instant().plus(REMEMBERED)));
  }

  private synchronized void forget(String fileId) {
    places.remove(fileId);
  }
}
