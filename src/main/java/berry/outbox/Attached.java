package berry.outbox;

import berry.telegram.Upload;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jspecify.annotations.Nullable;

/// The parameters of a call with its files: those that Telegram knows by their `file_id`, the
/// others to be uploaded along.
///
/// @param bytes of the uploads together
/// @param missing whether there is one that nobody keeps
record Attached(Map<String, Object> parameters, List<Upload> uploads, long bytes, boolean missing) {

  /// Which files stand in a body, in their order.
  static List<Long> ids(Object body) {
    List<Long> ids = new ArrayList<>();
    switch (body) {
      case Map<?, ?> map -> {
        if (map.get(OutgoingFile.MARK) instanceof Number id) {
          ids.add(id.longValue());
        } else {
          map.values().forEach(one -> ids.addAll(ids(one)));
        }
      }
      case List<?> list -> list.forEach(one -> ids.addAll(ids(one)));
      default -> {}
    }
    return ids;
  }

  static Attached of(Jdbi jdbi, Map<String, Object> parameters) {
    Map<Long, FileStore.Row> rows = new LinkedHashMap<>();
    boolean missing = false;
    for (Long id : ids(parameters)) {
      FileStore.Row row = jdbi.withExtension(FileStore.class, store -> store.row(id));
      if (row == null || (row.fileId() == null && row.parts() == 0)) {
        missing = true;
      } else {
        rows.put(id, row);
      }
    }
    if (rows.isEmpty() || missing) {
      return new Attached(parameters, List.of(), 0, missing);
    }
    List<FileStore.Row> fresh = rows.values().stream().filter(row -> row.fileId() == null).toList();
    Map<String, Object> filled = new LinkedHashMap<>();
    parameters.forEach((name, value) -> filled.put(name, filled(value, rows)));
    return new Attached(
        filled,
        fresh.stream().map(row -> upload(jdbi, row)).toList(),
        fresh.stream().mapToLong(FileStore.Row::size).sum(),
        false);
  }

  private static Object filled(Object value, Map<Long, FileStore.Row> rows) {
    if (value instanceof Map<?, ?> map) {
      if (map.get(OutgoingFile.MARK) instanceof Number id) {
        FileStore.Row row = rows.get(id.longValue());
        return row == null ? "" : reference(row);
      }
      Map<Object, Object> copy = new LinkedHashMap<>();
      map.forEach((name, one) -> copy.put(name, filled(one, rows)));
      return copy;
    }
    return value instanceof List<?> list
        ? list.stream().map(one -> filled(one, rows)).toList()
        : value;
  }

  private static String reference(FileStore.Row row) {
    String known = row.fileId();
    return known == null ? "attach://" + field(row) : known;
  }

  private static String field(FileStore.Row row) {
    return "file" + row.id();
  }

  private static Upload upload(Jdbi jdbi, FileStore.Row row) {
    return new Upload(
        field(row), row.name(), row.mimeType(), row.size(), () -> new Content(jdbi, row));
  }

  /// Reads part by part, so that a large file is never whole in memory.
  private static final class Content extends InputStream {

    private final Jdbi jdbi;
    private final FileStore.Row row;
    private byte @Nullable [] part;
    private int number;
    private int position;

    Content(Jdbi jdbi, FileStore.Row row) {
      this.jdbi = jdbi;
      this.row = row;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
      byte[] present = part;
      if (present == null || position == present.length) {
        if (number == row.parts()) {
          return -1;
        }
        present = next();
      }
      int count = Math.min(length, present.length - position);
      System.arraycopy(present, position, target, offset, count);
      position += count;
      return count;
    }

    private byte[] next() throws IOException {
      try {
        byte[] read = jdbi.withExtension(FileStore.class, store -> store.part(row.id(), number));
        part = read;
        number++;
        position = 0;
        return read;
      } catch (JdbiException e) {
        throw new IOException("part " + number + " of file " + row.id() + " can't be read", e);
      }
    }
  }
}
