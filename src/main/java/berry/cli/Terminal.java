package berry.cli;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Help.Ansi;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/// Where a verb writes: results to `out`, what people read beside them to `err`. Colours on a
/// terminal only, and not with NO_COLOR.
record Terminal(PrintWriter out, PrintWriter err) {

  private static final JsonMapper JSON =
      JsonMapper.builder()
          .changeDefaultPropertyInclusion(
              usual -> usual.withValueInclusion(JsonInclude.Include.NON_ABSENT))
          .enable(SerializationFeature.INDENT_OUTPUT)
          .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
          .build();

  void print(String result) {
    out.println(result);
  }

  /// One JSON document, names as they are, nothing that is absent.
  void json(Object value) {
    print(JSON.writeValueAsString(value));
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

  static String coloured(String colour, String word) {
    return Ansi.AUTO.string("@|" + colour + " " + word + "|@");
  }
}
