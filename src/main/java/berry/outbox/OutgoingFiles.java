package berry.outbox;

import berry.database.Database;
import berry.database.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.extension.ExtensionCallback;
import org.jspecify.annotations.Nullable;

/// Keeps files until Telegram has them: in the database, so that they survive a restart and any
/// process can send them. The same content is kept, and uploaded, once.
public final class OutgoingFiles {

  /// What all files together may have that Telegram does not have yet: four of the largest.
  static final long MOST_KEPT = 200L << 20;

  /// And never more than the fourth part of what the disk has left.
  private static final int SHARE = 4;

  /// What Telegram takes from a bot: 50 MB, of a photo 10 MB.
  private static final long MOST = 50L << 20;

  static final long MOST_PHOTO = 10L << 20;
  private static final int PART = 1 << 20;

  private final Database database;
  private final long botId;
  private final LongSupplier free;

  public OutgoingFiles(Database database, long botId) {
    this(database, botId, () -> Long.MAX_VALUE);
  }

  /// @param free how many bytes are left where the database keeps them, as far as anybody here can
  ///   know
  public OutgoingFiles(Database database, long botId, LongSupplier free) {
    this.database = database;
    this.botId = botId;
    this.free = free;
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
        long room = Math.min(MOST_KEPT, free.getAsLong() / SHARE);
        if (with(store -> store.kept()) + part.length > room) {
          return new Kept.Full(room);
        }
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

  /// Lets somebody of the team send it later.
  ///
  /// @return a handle that nobody can guess, for [#find]
  public String upload(OutgoingFile file, long staffId) {
    String handle = Handle.fresh();
    uploads(store -> store.add(handle, file.id(), staffId));
    return handle;
  }

  /// What was uploaded under that handle and is still there. Sending it again by its handle is fine
  /// as long as it is.
  public Optional<OutgoingFile> find(String handle) {
    return Optional.of(handle)
        .filter(Handle::isOne)
        .flatMap(one -> uploads(store -> store.find(one)))
        .map(found -> new OutgoingFile(found.id(), found.kind(), null));
  }

  /// Forgets an upload of that person's own, which shall not be sent after all.
  ///
  /// @return false when they have no such upload
  public boolean cancel(String handle, long staffId) {
    if (!Handle.isOne(handle)) {
      return false;
    }
    return database
        .jdbi()
        .inTransaction(transaction -> {
          UploadStore store = transaction.attach(UploadStore.class);
          Long file = store.cancel(handle, staffId);
          if (file != null) {
            store.removeUnused(file);
          }
          return file != null;
        });
  }

  /// Forgets the uploads from before that, and the content of those that nobody sent. What waits to
  /// be sent, and what may be tried once more, stays.
  public void forget(Instant before) {
    database
        .jdbi()
        .useTransaction(transaction -> {
          UploadStore store = transaction.attach(UploadStore.class);
          store.removeUnfinished();
          store.forget(before).stream().distinct().forEach(store::removeUnused);
        });
  }

  private <T extends @Nullable Object> T with(
      ExtensionCallback<T, FileStore, RuntimeException> act) {
    return database.jdbi().withExtension(FileStore.class, act);
  }

  private <T> T uploads(ExtensionCallback<T, UploadStore, RuntimeException> act) {
    return database.jdbi().withExtension(UploadStore.class, act);
  }

  private static MessageDigest digest(String kind, String name, String mimeType) {
    MessageDigest digest = Sha256.begin();
    digest.update((kind + "\0" + name + "\0" + mimeType + "\0").getBytes(StandardCharsets.UTF_8));
    return digest;
  }
}
