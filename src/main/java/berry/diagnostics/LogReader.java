package berry.diagnostics;

import berry.config.Configuration;
import berry.config.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Reads the log backwards, what is packed of it, too; also while Berry is stopped. Each look reads
/// so much and no more, and says where the next goes on. Any thread.
public final class LogReader {

  /// What one look reads; some 20,000 lines.
  private static final int WINDOW = 4 << 20;

  private final Path file;
  private final LogParser parser;
  private final int window;
  private final Map<Packed, LogSource> unpacked = new ConcurrentHashMap<>();

  /// What was packed is never written again, and keeps its time when it is renamed.
  private record Packed(long size, FileTime time) {}

  public LogReader(Configuration configuration) {
    this(
        configuration.logFile(),
        new Masking(configuration.secrets().stream().map(Secret::reveal).toList()),
        WINDOW);
  }

  LogReader(Path file, Masking masking, int window) {
    this.file = file;
    this.parser = new LogParser(masking);
    this.window = window;
  }

  /// Where the log is written.
  public Path file() {
    return file;
  }

  /// @param before `next` of the look before; null: from the newest
  /// @param after `newest` of an earlier look: nothing up to there, and only lines that are whole
  /// @throws IllegalArgumentException for what was never such a place
  /// @see #isPlace
  public LogPage read(LogQuery query, @Nullable String before, @Nullable String after, int limit) {
    List<LogSource> sources = sources();
    Optional<LogPlace> floor = place(after);
    Optional<LogPlace> start = place(before);
    if (sources.isEmpty()) {
      return new LogPage(List.of(), null, null);
    }
    Look look = new Look(sources, query, floor.orElse(null), limit);
    if (start.isPresent()) {
      look.goOn(start.get());
    } else {
      look.begin();
    }
    return look.page();
  }

  /// Whether it can be a place in the log, as `next` and `newest` name them.
  public static boolean isPlace(String text) {
    return LogPlace.parse(text).isPresent();
  }

  private static Optional<LogPlace> place(@Nullable String text) {
    if (text == null) {
      return Optional.empty();
    }
    return Optional.of(
        LogPlace.parse(text)
            .orElseThrow(() -> new IllegalArgumentException("no place in the log: " + text)));
  }

  /// The newest first. One that is packed at this moment may be met twice, and counts once.
  private List<LogSource> sources() {
    List<LogSource> found = new ArrayList<>();
    LogSource.open(file, false).ifPresent(found::add);
    for (int number = 1; number <= Logging.KEPT; number++) {
      Path packed = file.resolveSibling(file.getFileName() + "." + number + ".gz");
      packed(packed)
          .filter(one -> found.stream().noneMatch(other -> other.mark() == one.mark()))
          .ifPresent(found::add);
    }
    return found;
  }

  /// To know how long it is it must be unpacked, which is done once.
  private Optional<LogSource> packed(Path path) {
    try {
      Packed key = new Packed(Files.size(path), Files.getLastModifiedTime(path));
      LogSource known = unpacked.get(key);
      if (known != null) {
        return Optional.of(new LogSource(path, true, known.mark(), known.length()));
      }
      Optional<LogSource> opened = LogSource.open(path, true);
      if (unpacked.size() > 10 * Logging.KEPT) {
        unpacked.clear();
      }
      opened.ifPresent(one -> unpacked.put(key, one));
      return opened;
    } catch (IOException missing) {
      return Optional.empty();
    }
  }

  /// One look, from where it begins back to where its bytes, its lines or the log end.
  private final class Look {
    private final List<LogSource> sources;
    private final LogQuery query;
    private final @Nullable LogPlace floor;
    private final int limit;
    private final List<LogEntry> items = new ArrayList<>();
    private int budget = window;
    private @Nullable LogPlace next;
    private @Nullable LogPlace newest;
    private boolean done;

    Look(List<LogSource> sources, LogQuery query, @Nullable LogPlace floor, int limit) {
      this.sources = sources;
      this.query = query;
      this.floor = floor;
      this.limit = limit;
    }

    void begin() {
      LogSource first = sources.getFirst();
      newest = new LogPlace(first.mark(), first.length());
      walk(0, first.length());
    }

    void goOn(LogPlace place) {
      for (int index = 0; index < sources.size(); index++) {
        LogSource one = sources.get(index);
        if (one.mark() == place.file()) {
          walk(index, Math.min(place.offset(), one.length()));
          return;
        }
      }
      // It was packed so long ago that it is kept no more.
    }

    private void walk(int first, long end) {
      long to = end;
      for (int index = first; index < sources.size() && !done; index++) {
        LogSource source = sources.get(index);
        to = index == first ? end : source.length();
        while (to > 0 && !done) {
          to = window(source, to);
        }
        if (!done && floor != null && floor.file() == source.mark()) {
          done = true;
        }
      }
      if (!done) {
        next = null;
      }
    }

    /// Reads up to there, and says where what is before it ends.
    private long window(LogSource source, long to) {
      if (budget <= 0) {
        stop(new LogPlace(source.mark(), to));
        return to;
      }
      long lowest =
          floor != null && floor.file() == source.mark() ? Math.min(floor.offset(), to) : 0;
      // Never so little that a line of the usual length would be cut in two by it.
      long from = Math.max(lowest, to - Math.max(budget, window / 4));
      byte[] bytes = source.read(from, to);
      budget -= Math.max(bytes.length, 1);
      boolean atEnd = to == source.length() && newest != null && newest.file() == source.mark();
      int whole = whole(bytes, atEnd);
      List<Piece> pieces = pieces(bytes, whole, from == lowest);
      for (int n = pieces.size() - 1; n >= 0 && !done; n--) {
        take(source, from, pieces.get(n));
      }
      long begun = pieces.isEmpty() ? from : from + pieces.getFirst().from();
      if (!done && from == lowest && lowest > 0) {
        done = true;
      }
      return begun >= to ? from : begun;
    }

    /// How much of the bytes are lines that have ended; the last of a file may still be written.
    private int whole(byte[] bytes, boolean atEnd) {
      if (!atEnd) {
        return bytes.length;
      }
      int end = bytes.length;
      while (end > 0 && bytes[end - 1] != '\n') {
        end--;
      }
      LogPlace known = newest;
      if (known != null && end < bytes.length) {
        newest = new LogPlace(known.file(), known.offset() - (bytes.length - end));
      }
      return floor == null ? bytes.length : end;
    }

    private void take(LogSource source, long from, Piece piece) {
      String where = new LogPlace(source.mark(), from + piece.from()).toString();
      LogEntry entry = entry(piece, where);
      if (query.endsAt(entry)) {
        done = true;
        return;
      }
      if (!query.wants(entry)) {
        return;
      }
      items.add(entry);
      if (items.size() >= limit) {
        stop(new LogPlace(source.mark(), from + piece.from()));
      }
    }

    private LogEntry entry(Piece piece, String where) {
      int line = piece.text().indexOf('\n');
      String first = line < 0 ? piece.text() : piece.text().substring(0, line);
      String rest = line < 0 ? "" : piece.text().substring(line + 1);
      LogEntry read = parser.parse(first);
      return read.with(where, rest.isBlank() ? read.stack() : parser.stack(rest));
    }

    private void stop(LogPlace place) {
      done = true;
      boolean oldest = place.file() == sources.getLast().mark() && place.offset() == 0;
      boolean low = floor != null && place.equals(floor);
      next = oldest || low ? null : place;
    }

    LogPage page() {
      LogPlace older = next;
      LogPlace latest = newest;
      return new LogPage(
          List.copyOf(items),
          older == null ? null : older.toString(),
          latest == null ? null : latest.toString());
    }
  }

  /// An entry with its stack, as bytes of the window.
  private record Piece(int from, String text) {}

  /// @param length how many of the bytes
  /// @param fromBeginning false: the first line may be cut, and belongs to the next window
  private static List<Piece> pieces(byte[] bytes, int length, boolean fromBeginning) {
    List<Piece> pieces = new ArrayList<>();
    int begin = 0;
    int at = 0;
    boolean known = fromBeginning;
    while (at < length) {
      int end = at;
      while (end < length && bytes[end] != '\n') {
        end++;
      }
      int next = Math.min(length, end + 1);
      boolean follows = next < length && bytes[next] == '\t';
      if (!follows) {
        if (known) {
          String text = new String(bytes, begin, next - begin, StandardCharsets.UTF_8);
          pieces.add(new Piece(begin, text.stripTrailing()));
        }
        known = true;
        begin = next;
      }
      at = next;
    }
    // One line that fills the whole window: shown in pieces rather than never.
    if (pieces.isEmpty() && length > 0) {
      String text = new String(bytes, 0, length, StandardCharsets.UTF_8);
      pieces.add(new Piece(0, text.stripTrailing()));
    }
    return pieces.stream().filter(one -> !one.text().isEmpty()).toList();
  }
}
