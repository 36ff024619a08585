package berry;

import java.io.PrintWriter;
import java.util.List;

/// What a start prints: a few lines, the last of which other programs wait for.
///
/// @param terminal whether a person looks: then these lines are all there is
record Lines(PrintWriter out, boolean terminal) {

  void ready(List<String> lines, String address) {
    lines.forEach(out::println);
    out.println("Berry is ready: " + address);
    out.flush();
  }
}
