package berry.backup;

import berry.backup.Manifest.Copied;
import berry.backup.Manifest.Piece;
import berry.database.Sha256;
import berry.telegram.Answer;
import berry.telegram.BotApi;
import berry.telegram.Download;
import berry.telegram.Downloads;
import berry.telegram.FileContent;
import berry.telegram.Upload;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Copies in the chat of the bot with its owner: documents that a bot can download again, then the
/// manifest. A copy counts once all of them were read back and have the same hash.
///
/// They don't go through the outbox: it would keep a second copy of the backup in the database that
/// is backed up, what is read back has to be known here, and the owner's other messages would wait
/// behind gigabytes. One call at a time and a pause after each leave the chat most of its pace.
final class TelegramCopies {

  /// @param part of a file, in bytes: bots may download 20 MB
  /// @param pause before each call: a chat takes about one message a second
  /// @param transfer how long a part may take, 19 MB in ten minutes being 32 KB a second
  /// @param attempts tries of a call in all
  record Pace(long part, Duration pause, Duration transfer, int attempts) {

    static final Pace USUAL =
        new Pace(19_000_000, Duration.ofSeconds(3), Duration.ofMinutes(10), 4);
  }

  private static final String TYPE = "application/octet-stream";

  /// A copy that waits longer is better made tomorrow.
  private static final Duration LONGEST = Duration.ofMinutes(5);

  /// Older messages of a bot can't be deleted by it.
  private static final Duration DELETABLE = Duration.ofDays(2);

  private final CopyMeans.Chat chat;
  private final Clock clock;
  private final Pace pace;

  TelegramCopies(CopyMeans.Chat chat, Clock clock, Pace pace) {
    this.chat = chat;
    this.clock = clock;
    this.pace = pace;
  }

  /// @param words how the target is called
  Copied copy(Path file, Manifest manifest, String words, Progress progress) throws IOException {
    if (!manifest.encrypted()) {
      throw new IOException("only encrypted backups go to Telegram, and this one is not");
    }
    long owner =
        chat.owner()
            .get()
            .orElseThrow(() ->
                new IOException(
                    "nobody owns the bot yet: open the link that berry owner link prints"));
    List<Piece> parts = new ArrayList<>();
    Instant now = clock.instant();
    boolean done = false;
    try {
      long size = Files.size(file);
      int all = (int) ((size + pace.part() - 1) / pace.part());
      for (long at = 0; at < size; at += pace.part()) {
        long length = Math.min(pace.part(), size - at);
        long from = at;
        int number = parts.size() + 1;
        parts.add(
            send(
                owner,
                "%s.%03d".formatted(manifest.file(), number),
                "%s, %d/%d".formatted(manifest.name(), number, all),
                length,
                () -> S3Bucket.slice(file, from, length)));
        progress.advances(length);
      }
      requireSame(parts, manifest, file);
      Copied copied = new Copied(words, now, new Manifest.Sent(owner, List.copyOf(parts), null));
      byte[] text = ManifestFile.write(manifest.withCopy(copied));
      Piece last =
          send(
              owner,
              manifest.name() + BackupName.MANIFEST,
              manifest.name() + ", SHA-256 " + manifest.sha256(),
              text.length,
              () -> new ByteArrayInputStream(text));
      done = true;
      return new Copied(words, now, new Manifest.Sent(owner, List.copyOf(parts), last));
    } finally {
      if (!done && !parts.isEmpty()) {
        delete(owner, parts);
      }
    }
  }

  private Piece send(
      long owner, String name, String caption, long length, Supplier<? extends InputStream> content)
      throws IOException {
    JsonNode message =
        call(
            name,
            () ->
                chat.api()
                    .upload(
                        "sendDocument",
                        Map.of(
                            "chat_id",
                            owner,
                            "caption",
                            caption,
                            "disable_content_type_detection",
                            true,
                            // At three in the morning nobody wants to hear of it.
                            "disable_notification",
                            true),
                        new Upload("document", name, TYPE, length, content),
                        JsonNode.class,
                        pace.transfer()));
    String id = message.path("document").path("file_id").asString("");
    if (id.isEmpty()) {
      throw new IOException("Telegram took " + name + " as something else than a document");
    }
    return new Piece(message.path("message_id").asLong(0), id, length);
  }

  private void requireSame(List<Piece> parts, Manifest manifest, Path file) throws IOException {
    try (DigestOutputStream digest =
        new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.begin())) {
      for (Piece one : parts) {
        read(one, digest, file);
      }
      String hash = HexFormat.of().formatHex(digest.getMessageDigest().digest());
      if (!hash.equals(manifest.sha256())) {
        throw new IOException(
            "what Telegram gives back has SHA-256 %s, not %s".formatted(hash, manifest.sha256()));
      }
    }
  }

  /// Puts the parts together again, into a new file.
  void fetch(List<Piece> parts, Path to) throws IOException {
    try (OutputStream out = Files.newOutputStream(to)) {
      for (Piece one : parts) {
        read(one, out, to);
      }
    }
  }

  /// @param beside where there is room for a part
  private void read(Piece piece, OutputStream to, Path beside) throws IOException {
    // First into a file: a download that breaks begins anew, and what is written to `to` stays.
    Path part =
        Files.createTempFile(beside.toAbsolutePath().getParent(), BackupFolder.UNFINISHED, "");
    try {
      download(piece, part);
      Files.copy(part, to);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  private void download(Piece piece, Path part) throws IOException {
    Downloads downloads = new Downloads(chat.api(), clock);
    String why = "";
    for (int attempt = 1; attempt <= pace.attempts(); attempt++) {
      rest(pace.pause().multipliedBy(attempt));
      switch (downloads.open(piece.fileId())) {
        case Download.Ready ready -> {
          try (FileContent file = ready.file();
              OutputStream out = Files.newOutputStream(part)) {
            if (within(file, out) == piece.bytes()) {
              return;
            }
            why = "it has another length";
          } catch (IOException e) {
            why = "the connection broke (" + e.getClass().getSimpleName() + ")";
          }
        }
        case Download.TooLarge large -> throw new IOException("Telegram calls a part too large");
        case Download.Gone gone -> throw new IOException("Telegram has a part no more");
        case Download.Away away -> {
          why = away.why();
          restAsTold(away.retryAfter(), Duration.ZERO, "a part");
        }
      }
    }
    throw new IOException("a part can't be read back: " + why);
  }

  /// A content that comes drop by drop is cut off.
  private long within(FileContent file, OutputStream out) throws IOException {
    Thread watch =
        Thread.startVirtualThread(() -> {
          try {
            Thread.sleep(pace.transfer());
            file.close();
          } catch (InterruptedException | IOException read) {
            // in time, or closed already
          }
        });
    try {
      return file.transferTo(out);
    } finally {
      watch.interrupt();
    }
  }

  /// Deletes what may be deleted.
  ///
  /// @return what stays, in words
  Optional<String> remove(String name, Copied copied) throws IOException {
    Manifest.Sent sent = copied.telegram();
    if (sent == null) {
      return Optional.empty();
    }
    List<Piece> all = new ArrayList<>(sent.parts());
    if (sent.manifest() != null) {
      all.add(sent.manifest());
    }
    if (!clock.instant().isBefore(copied.at().plus(DELETABLE))) {
      return Optional.of(
          "the %d documents of %s stay in the chat: a bot can't delete what is older than 48 hours"
              .formatted(all.size(), name));
    }
    List<Long> ids = all.stream().map(Piece::messageId).toList();
    for (int at = 0; at < ids.size(); at += 100) {
      List<Long> some = ids.subList(at, Math.min(ids.size(), at + 100));
      call(
          "deleting documents",
          () ->
              chat.api()
                  .call(
                      "deleteMessages",
                      Map.of("chat_id", sent.chatId(), "message_ids", some),
                      Boolean.class,
                      BotApi.USUAL));
    }
    return Optional.empty();
  }

  /// What was sent of a copy that did not come about.
  private void delete(long owner, List<Piece> parts) {
    try {
      chat.api()
          .call(
              "deleteMessages",
              Map.of(
                  "chat_id",
                  owner,
                  "message_ids",
                  parts.stream().limit(100).map(Piece::messageId).toList()),
              Boolean.class,
              BotApi.USUAL);
    } catch (RuntimeException e) {
      // the failure that led here is told
    }
  }

  /// Repeats what may help. A document that went through unanswered comes twice then: it belongs to
  /// no copy, and harms nobody.
  private <T> T call(String what, Supplier<Answer<T>> call) throws IOException {
    for (int attempt = 1; ; attempt++) {
      rest(pace.pause());
      Answer<T> answer = call.get();
      switch (answer) {
        case Answer.Ok<T> ok -> {
          return ok.result();
        }
        case Answer.Refused<T> refused -> {
          boolean hopeless = refused.code() < 500 && refused.code() != 429;
          if (hopeless || attempt == pace.attempts()) {
            throw new IOException("Telegram refuses " + what + ": " + refused.why());
          }
          restAsTold(refused.retryAfter(), pace.pause().multipliedBy(attempt), what);
        }
        case Answer.Unreachable<T> away -> giveUp(attempt, what, away);
        case Answer.Unknown<T> unknown -> giveUp(attempt, what, unknown);
      }
    }
  }

  private void giveUp(int attempt, String what, Answer<?> answer) throws IOException {
    if (attempt == pace.attempts()) {
      throw new IOException("Telegram does not take " + what + ": " + answer.why());
    }
    rest(pace.pause().multipliedBy(attempt));
  }

  private static void restAsTold(@Nullable Duration told, Duration usual, String what)
      throws IOException {
    if (told != null && told.compareTo(LONGEST) > 0) {
      throw new IOException(
          "Telegram wants to be left alone for " + told.toSeconds() + " s before " + what);
    }
    rest(told == null ? usual : told);
  }

  private static void rest(Duration pause) throws IOException {
    try {
      Thread.sleep(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }
}
