package berry.backup;

/// Adds up the lines of one COPY as they pass, cut anywhere.
///
/// For one thread.
final class RowSum {

  private final XxHash64 line = new XxHash64();
  private long rows;
  private long sum;
  private long bytes;

  void add(byte[] text, int offset, int count) {
    int end = offset + count;
    int begin = offset;
    for (int at = offset; at < end; at++) {
      if (text[at] == '\n') {
        line.update(text, begin, at - begin);
        sum += line.digest();
        rows++;
        begin = at + 1;
      }
    }
    line.update(text, begin, end - begin);
    bytes += count;
  }

  /// One whole line with its line feed, as the driver hands it over.
  void row(byte[] text) {
    line.update(text, 0, text.length - 1);
    sum += line.digest();
    rows++;
    bytes += text.length;
  }

  TableSum of(String table) {
    return TableSum.of(table, rows, sum, bytes);
  }
}
