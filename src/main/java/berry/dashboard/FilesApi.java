package berry.dashboard;

import static berry.dashboard.RoleRoutes.delete;
import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.post;

import berry.access.Role;
import berry.access.Sessions;
import berry.conversations.MessageFile;
import berry.conversations.MessageFiles;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.RateLimit;
import berry.http.Route;
import berry.outbox.Outbox;
import berry.outbox.Outgoing;
import berry.telegram.Download;
import berry.telegram.Downloads;
import java.time.Duration;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Files both ways: those of messages, for who may see the message, and those that the team sends.
///
/// A browser never learns where Telegram keeps a file: that address has the bot's token in it. The
/// file goes through here.
public final class FilesApi {

  private static final Logger LOG = LoggerFactory.getLogger(FilesApi.class);

  /// How long Telegram is left alone when it does not answer.
  private static final Duration AGAIN = Duration.ofSeconds(10);

  /// What Telegram sends on by its id, as the kind it has.
  private static final List<String> SENDABLE =
      List.of("photo", "video", "audio", "voice", "animation", "document", "sticker", "video_note");

  private final RoleRoutes roles;
  private final MessageFiles files;
  private final Downloads downloads;
  private final Outbox outbox;
  private final InstantSource clock;
  private final UploadsApi uploads;
  private final DownloadLimit limit = new DownloadLimit();

  /// A chat takes a message a second; who asks for more would only fill the queue.
  private final RateLimit sends = new RateLimit(20, Duration.ofSeconds(3));

  public FilesApi(
      RoleRoutes roles,
      MessageFiles files,
      Downloads downloads,
      Outbox outbox,
      InstantSource clock,
      UploadsApi uploads) {
    this.roles = roles;
    this.files = files;
    this.downloads = downloads;
    this.outbox = outbox;
    this.clock = clock;
    this.uploads = uploads;
  }

  public List<Route> routes() {
    return List.of(
        roles
            .operator(post("/api/files", uploads::upload).uploads(uploads.place()))
            .summary("Uploads a file to send it with an answer: a form with the field file")
            .gives(201, UploadsApi.Uploaded.class),
        roles
            .operator(delete("/api/files/{id}", uploads::cancel))
            .summary("Forgets an upload of mine that is not sent after all")
            .gives(204),
        roles
            .user(get("/api/files/{id}", this::file))
            .summary("The file of a message: of my own, for the team of any")
            .gives(200)
            .gives(304),
        roles
            .user(post("/api/files/{id}/send", this::send))
            .summary("Lets the bot send that file to my own chat with it")
            .gives(202));
  }

  private void file(Exchange exchange, Sessions.Caller caller) throws InterruptedException {
    String id = exchange.parameter("id");
    MessageFile file = find(id, caller);
    boolean whole = !MessageFile.isThumbnail(id);
    @Nullable String fileId = whole ? file.fileId() : file.thumbnailId();
    if (whole && file.size() != null && file.size() > Downloads.MOST) {
      throw tooLarge();
    }
    if (fileId == null) {
      throw unknown();
    }
    var answer = new FileAnswer(exchange, file, whole, fileId);
    if (answer.isKnown()) {
      return;
    }
    Runnable leave = limit.enter(caller.personId(), caller.role().atLeast(Role.OPERATOR));
    boolean passing = false;
    try {
      switch (downloads.open(fileId)) {
        case Download.Ready ready -> {
          answer.pass(ready.file(), leave);
          passing = true;
        }
        case Download.TooLarge _ -> throw tooLarge();
        case Download.Gone _ ->
            throw Problem.of(410, "Gone", "Telegram does not have this file any more");
        case Download.Away away -> throw away(id, away);
      }
    } finally {
      if (!passing) {
        leave.run();
      }
    }
  }

  private void send(Exchange exchange, Sessions.Caller caller) {
    MessageFile file = find(exchange.parameter("id"), caller);
    if (!SENDABLE.contains(file.kind())) {
      throw Problem.of(409, "Not possible", "Telegram sends nothing of this kind on");
    }
    sends.check(Long.toString(caller.personId()));
    long minute = clock.instant().truncatedTo(ChronoUnit.MINUTES).getEpochSecond() / 60;
    outbox.queue(
        Outgoing.file(caller.personId(), file.kind(), file.fileId())
            .once("file:" + caller.personId() + ":" + exchange.parameter("id") + ":" + minute));
    exchange.status(202);
  }

  private MessageFile find(String id, Sessions.Caller caller) {
    return (caller.role().atLeast(Role.OPERATOR) ? files.any(id) : files.own(caller.personId(), id))
        .orElseThrow(FilesApi::unknown);
  }

  private static Problem away(String id, Download.Away away) {
    LOG.warn("The file of message {} can't be fetched from Telegram: {}", id, away.why());
    return Problem.unavailable(
        "Telegram can't be reached now; try again soon",
        Objects.requireNonNullElse(away.retryAfter(), AGAIN));
  }

  private static Problem unknown() {
    return Problem.notFound("there is no such file");
  }

  private static Problem tooLarge() {
    return Problem.of(
        413, "Too large", "Telegram gives bots files up to 20 MB; open it in Telegram");
  }
}
