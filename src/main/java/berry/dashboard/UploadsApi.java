package berry.dashboard;

import berry.access.Sessions;
import berry.http.Exchange;
import berry.http.MediaType;
import berry.http.Problem;
import berry.http.Upload;
import berry.http.Uploads;
import berry.outbox.FileKind;
import berry.outbox.FileName;
import berry.outbox.Kept;
import berry.outbox.OutgoingFiles;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/// Takes the files that the team wants to send.
public final class UploadsApi {

  private static final int START = 64;

  private final OutgoingFiles files;
  private final Uploads place;

  /// @param place where they lie while they arrive
  public UploadsApi(OutgoingFiles files, Uploads place) {
    this.files = files;
    this.place = place;
  }

  /// @param id names it when an answer is sent, for a day
  /// @param kind what it is sent as
  /// @param size in bytes
  public record Uploaded(String id, String kind, String name, long size, String mimeType) {}

  Uploads place() {
    return place;
  }

  void upload(Exchange exchange, Sessions.Caller caller) throws IOException {
    Upload upload = exchange.upload();
    if (upload.size() == 0) {
      throw unfit("the file is empty");
    }
    String name = FileName.of(upload.name());
    String type = FileKind.type(upload.contentType(), name);
    String kind = kind(upload, type);
    if (files.unsent(caller.personId()) + upload.size() > OutgoingFiles.MOST_OF_ONE) {
      throw Problem.of(
          507,
          "No room",
          "files of yours that wait to be sent may have "
              + megabytes(OutgoingFiles.MOST_OF_ONE)
              + " MB together; send or remove some first");
    }
    switch (files.keep(kind, name, type, upload.content())) {
      case Kept.Ready ready -> {
        String id = files.upload(ready.file(), caller.personId());
        exchange.status(201).json(new Uploaded(id, kind, name, upload.size(), type));
      }
      case Kept.TooLarge large ->
          throw Problem.of(
              413,
              "Too large",
              "a "
                  + (kind.equals("photo") ? "photo" : "file")
                  + " may have at most "
                  + megabytes(large.most())
                  + " MB");
      case Kept.Full full ->
          throw Problem.of(
              507,
              "No room",
              "files that wait to be sent may have "
                  + megabytes(full.most())
                  + " MB together; send or remove some first");
    }
  }

  void cancel(Exchange exchange, Sessions.Caller caller) {
    if (!files.cancel(exchange.parameter("id"), caller.personId())) {
      throw Problem.notFound("you have no such upload");
    }
    exchange.status(204);
  }

  private static String kind(Upload upload, String type) throws IOException {
    @Nullable String found =
        MediaType.type(upload.start(START), type.startsWith("audio/")).orElse(null);
    String wanted = upload.field("kind");
    if (wanted == null || wanted.isEmpty()) {
      return FileKind.of(type, found, upload.size());
    }
    if (!FileKind.ALL.contains(wanted)) {
      throw unfit("the field 'kind' is one of " + String.join(", ", FileKind.ALL));
    }
    if (wanted.equals("photo") && !FileKind.isPicture(found)) {
      throw unfit("a photo is a JPEG, PNG or WebP picture; send this as a document");
    }
    return wanted;
  }

  private static long megabytes(long bytes) {
    return bytes >> 20;
  }

  private static Problem unfit(String why) {
    return Problem.of(422, "Not possible", why);
  }
}
