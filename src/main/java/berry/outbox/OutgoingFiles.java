package berry.outbox;

import berry.database.Database;
import berry.database.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jdbi.v3.core.extension.ExtensionCallback;
import org.jspecify.annotations.Nullable;

/// Keeps files until Telegram has them: in the database, so that they survive a restart and any
/// process can send them. The same content is kept, and uploaded, once.
public final class OutgoingFiles {

  /// What Telegram takes from a bot: 50 MB, of a photo 10 MB.
  private static final long MOST = 50L << 20;

  private static final long MOST_PHOTO = 10L << 20;
  private static final int PART = 1 << 20;
  private static final Pattern HANDLE = Pattern.compile("[0-9]{1,18}");

  private final Database database;
  private final long botId;

  public OutgoingFiles(Database database, long botId) {
    this.database = database;
    this.botId = botId;
  }

  /// Reads it to its end, in small parts.
  ///
  /// @param kind what it is sent as: `document`, `photo`, `video`, `audio`, `voice`, `animation`
  /// @param name as the person will see it; any characters
  /// @throws IOException when the content can't be read; nothing is kept then
  public Kept keep(String kind, String name, String mimeType, InputStream content)
      throws IOException {
    long most = kind.equals("photo") ? MOST_PHOTO : MOST;
    String shown = StoredJson.storable(name);
    byte[] unfinished = new byte[32];
    new SecureRandom().nextBytes(unfinished);
    long id = with(store -> store.begin(botId, unfinished, kind, shown, mimeType));
    boolean done = false;
    try {
      MessageDigest digest = digest(kind, shown, mimeType);
      long size = 0;
      int number = 0;
      for (byte[] part = content.readNBytes(PART);
          part.length > 0;
          part = content.readNBytes(PART)) {
        size += part.length;
        if (size > most) {
          return new Kept.TooLarge(most);
        }
        digest.update(part);
        byte[] bytes = part;
        int place = number++;
        with(store -> store.add(id, place, bytes));
      }
      long kept = finish(id, digest.digest(), size);
      done = kept == id;
      return new Kept.Ready(new OutgoingFile(kept, kind, null));
    } finally {
      if (!done) {
        with(store -> store.remove(id));
      }
    }
  }

  /// A file that was kept, to be sent once more; empty when it is not kept (any more).
  ///
  /// @param handle its id, as the API gave it out
  public Optional<OutgoingFile> find(String handle) {
    return HANDLE.matcher(handle).matches()
        ? Optional.ofNullable(with(store -> found(store, Long.parseLong(handle))))
        : Optional.empty();
  }

  /// It is needed again, so it stays as long as if it had just come.
  private static @Nullable OutgoingFile found(FileStore store, long id) {
    FileStore.Row row = store.row(id);
    if (row == null || (row.fileId() == null && row.parts() == 0)) {
      return null;
    }
    store.use(id);
    return new OutgoingFile(id, row.kind(), null);
  }

  /// Takes the place of one with the same content, or lets that stand for this one.
  private long finish(long id, byte[] digest, long size) {
    return database
        .jdbi()
        .inTransaction(transaction -> {
          FileStore store = transaction.attach(FileStore.class);
          store.lock();
          Long same = store.same(botId, digest);
          if (same == null) {
            store.finish(id, digest, size);
            return id;
          }
          store.refill(same, id);
          store.use(same);
          return same;
        });
  }

  private <T extends @Nullable Object> T with(
      ExtensionCallback<T, FileStore, RuntimeException> act) {
    return database.jdbi().withExtension(FileStore.class, act);
  }

  private static MessageDigest digest(String kind, String name, String mimeType) {
    MessageDigest digest = Sha256.begin();
    digest.update((kind + "\0" + name + "\0" + mimeType + "\0").getBytes(StandardCharsets.UTF_8));
    return digest;
  }
}
