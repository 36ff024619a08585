package berry.http;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Where the bodies of uploads lie while they arrive: a file each, so that none is ever whole in
/// memory, a few of them at once, and none while the disk is nearly full.
///
/// A file loses its name when it is opened (the system does so for `DELETE_ON_CLOSE`), so however
/// the process ends nothing is left behind, and nobody else can open it.
public final class Uploads {

  /// What Telegram takes from a bot.
  public static final int MOST = 50 << 20;

  /// Each may lie on the disk while it arrives, which over a slow line is half an hour: 400 MB.
  public static final int AT_ONCE = 8;

  /// And so many of one sender, who must not keep all others out with slow ones.
  public static final int EACH = 3;

  /// What a form says around its file: boundaries, names, small fields.
  private static final int FORM = 64 * 1024;

  /// So much of the disk is left to others: to the database first of all.
  private static final long LEFT_FREE = 200L << 20;

  private static final Logger LOG = LoggerFactory.getLogger(Uploads.class);

  private final Path folder;
  private final Semaphore places;
  private final AddressLimit senders;
  private final LongSupplier free;
  private final AtomicLong expected = new AtomicLong();

  /// @param folder made when it is missing
  public Uploads(Path folder) {
    this(folder, AT_ONCE, () -> free(folder), EACH);
  }

  /// @param free how many bytes the disk has left
  public Uploads(Path folder, int atOnce, LongSupplier free) {
    this(folder, atOnce, free, EACH);
  }

  /// @param each how many of one sender are taken at once
  Uploads(Path folder, int atOnce, LongSupplier free, int each) {
    this.folder = folder;
    this.places = new Semaphore(atOnce);
    this.senders = new AddressLimit(each);
    this.free = free;
  }

  /// How many bytes the disk of that folder has left, or of the nearest one above that exists.
  public static long free(Path folder) {
    for (Path at = folder.toAbsolutePath(); at != null; at = at.getParent()) {
      try {
        return Files.getFileStore(at).getUsableSpace();
      } catch (IOException _) {
        // not made yet, so the one above it
      }
    }
    return 0;
  }

  /// The largest body, its form included.
  int bodyLimit() {
    return MOST + FORM;
  }

  /// Takes a place; the answer is closed when it is given back.
  ///
  /// @param announced bytes of the body; negative when it does not say
  /// @param sender who sends it
  /// @throws Problem in words for a person
  Place enter(long announced, String sender) {
    if (announced > bodyLimit()) {
      throw tooLarge();
    }
    long size = announced < 0 ? bodyLimit() : announced;
    // What the others announced may not have come yet.
    if (free.getAsLong() - expected.addAndGet(size) < LEFT_FREE) {
      expected.addAndGet(-size);
      throw full();
    }
    try {
      return place(size, sender);
    } catch (RuntimeException refusal) {
      expected.addAndGet(-size);
      throw refusal;
    }
  }

  private Place place(long size, String sender) {
    if (!senders.enter(sender)) {
      throw Problem.unavailable(
          "files of yours are being uploaded, as many as this server takes of one sender at once;"
              + " try again soon",
          Duration.ofSeconds(5));
    }
    if (!places.tryAcquire()) {
      senders.leave(sender);
      throw Problem.unavailable(
          "other files are being uploaded, as many as this server takes at once; try again soon",
          Duration.ofSeconds(5));
    }
    try {
      return new Place(open(), size, sender);
    } catch (IOException failure) {
      places.release();
      senders.leave(sender);
      LOG.error("An upload has no place in {}: {}", folder, failure.toString());
      throw Problem.of(507, "No room", "this server has no place for uploads; its log says more");
    }
  }

  static Problem tooLarge() {
    return Problem.of(413, "Too large", "a file may have at most " + (MOST >> 20) + " MB");
  }

  static Problem full() {
    return Problem.of(507, "No room", "the disk of this server is nearly full; nothing was kept");
  }

  private FileChannel open() throws IOException {
    Files.createDirectories(folder);
    return FileChannel.open(
        folder.resolve(UUID.randomUUID().toString()),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /// One upload's place, of any thread.
  final class Place implements AutoCloseable {

    private final FileChannel file;
    private final long size;
    private final String sender;
    private boolean closed;

    private Place(FileChannel file, long size, String sender) {
      this.file = file;
      this.size = size;
      this.sender = sender;
    }

    FileChannel file() {
      return file;
    }

    @Override
    public synchronized void close() {
      if (closed) {
        return;
      }
      closed = true;
      try {
        file.close();
      } catch (IOException failure) {
        LOG.warn("The file of an upload could not be closed: {}", failure.toString());
      } finally {
        places.release();
        senders.leave(sender);
        expected.addAndGet(-size);
      }
    }
  }
}
