package berry;

import java.io.PrintWriter;
import java.util.List;

/// Where Berry writes.
///
/// @param out results: of a start a few lines, the last of which other programs wait for
/// @param err what people read beside them
/// @param terminal whether a person looks at `out`: then the log stays in its file
record Streams(PrintWriter out, PrintWriter err, boolean terminal) {

  void ready(List<String> lines, String address) {
    lines.forEach(out::println);
    out.println("Berry is ready: " + address);
    out.flush();
  }
}
