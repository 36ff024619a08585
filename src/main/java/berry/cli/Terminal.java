package berry.cli;

import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;

/// Where a verb writes: results to `out`, what people read beside them to `err`. Colours on a
/// terminal only, and not with NO_COLOR.
record Terminal(PrintWriter out, PrintWriter err) {

  void print(String result) {
    out.println(result);
  }

  void say(String message) {
    err.println(message);
    err.flush();
  }

  void warn(List<String> warnings) {
    warnings.forEach(one -> say(coloured("yellow", "warning:") + " " + one));
  }

  void fail(String message) {
    say(coloured("red", "berry:") + " " + message);
  }

  private static String coloured(String colour, String word) {
    return Ansi.AUTO.string("@|" + colour + " " + word + "|@");
  }
}
