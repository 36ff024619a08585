package berry.backup;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/// What a script holds, told by its rows as they passed.
record Script(List<TableSum> tables, List<SequenceValue> sequences) {

  /// Where the rows of a script come from.
  interface Source {

    TableSum copy(Outline.Table table, OutputStream out, Progress progress) throws IOException;

    List<SequenceValue> sequences() throws IOException;
  }

  /// The database refused something, or went away: not the file's fault.
  static final class Refused extends IOException {
    Refused(Exception cause) {
      super(cause.getMessage(), cause);
    }
  }
}
