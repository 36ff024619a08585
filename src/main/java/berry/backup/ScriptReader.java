package berry.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Takes a plain SQL script apart as psql does: statements up to their semicolon, with quotes,
/// dollar quotes, brackets and comments understood, and the rows after `COPY … FROM stdin`. Lines
/// for psql itself (`\restrict`, `\connect` …) are passed over. Reads scripts of [ScriptWriter] and
/// of `pg_dump`, and needs no more memory than the longest statement.
///
/// For one thread.
final class ScriptReader {

  /// No statement of a schema is as long; a file that is no script must not fill the memory.
  private static final int LONGEST = 16 << 20;

  private static final int BUFFER = 64 * 1024;
  private static final String DUMP_END = "-- PostgreSQL database dump complete";

  private static final Pattern COPY = Pattern.compile("(?is)COPY\\s.*\\sFROM\\s+stdin\\b[^;]*");
  private static final Pattern ATOMIC =
      Pattern.compile(
          "(?is)CREATE\\s+(OR\\s+REPLACE\\s+)?(FUNCTION|PROCEDURE)\\s.*\\bBEGIN\\s+ATOMIC\\b.*");

  /// What is quoted, or a word that opens or closes a block of such a function.
  private static final Pattern BLOCK =
      Pattern.compile("(?is)'[^']*'|\"[^\"]*\"|\\b(BEGIN|CASE|END)\\b");

  private final InputStream in;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int end;
  private boolean complete;

  /// The bytes of the statement, one a character, until it is whole.
  private final StringBuilder text = new StringBuilder();

  private int brackets;

  ScriptReader(InputStream in) {
    this.in = in;
  }

  /// Receives the rows of a COPY in pieces, cut anywhere.
  interface Rows {
    void add(byte[] text, int offset, int count) throws IOException;
  }

  /// The next statement without its semicolon, null at the end.
  ///
  /// After one that [#copies] its rows must be read by [#rows] first.
  @Nullable String statement() throws IOException {
    text.setLength(0);
    brackets = 0;
    for (int one = read(); one >= 0; one = read()) {
      if (one == ';' && brackets == 0 && !insideFunction()) {
        String statement = taken();
        if (!statement.isEmpty()) {
          return statement;
        }
      } else {
        take(one);
      }
    }
    String rest = taken();
    return rest.isEmpty() ? null : rest;
  }

  /// Whether the rows of that statement follow it in the script.
  static boolean copies(String statement) {
    return statement.regionMatches(true, 0, "COPY", 0, 4) && COPY.matcher(statement).matches();
  }

  /// Whether the last line of a backup, or of a dump, was read: otherwise it was cut off.
  boolean complete() {
    return complete;
  }

  /// Reads the rows up to the line `\.`, which is not among them.
  ///
  /// @throws Damaged when the script ends before
  void rows(Rows rows) throws IOException {
    restOfLine();
    boolean lineBegins = true;
    while (true) {
      if (end - at < 2 && !fill()) {
        throw new Damaged("the script ends in the middle of a table's rows");
      }
      int from = at;
      while (at < end) {
        if (lineBegins && buffer[at] == '\\') {
          if (at + 1 == end) {
            break;
          }
          if (buffer[at + 1] == '.') {
            rows.add(buffer, from, at - from);
            restOfLine();
            return;
          }
        }
        lineBegins = buffer[at++] == '\n';
      }
      rows.add(buffer, from, at - from);
    }
  }

  private void take(int one) throws IOException {
    switch (one) {
      case '\\' -> {
        if (text.isEmpty()) {
          restOfLine();
        } else {
          add(one);
        }
      }
      case '\'' -> quoted(one, escapes());
      case '"' -> quoted(one, false);
      case '-' -> dash();
      case '/' -> slash();
      case '$' -> dollar();
      default -> {
        brackets += one == '(' ? 1 : one == ')' ? -1 : 0;
        if (!text.isEmpty() || one > ' ') {
          add(one);
        }
      }
    }
  }

  /// Up to the closing quote; a doubled one opens the next at once.
  private void quoted(int quote, boolean escapes) throws IOException {
    add(quote);
    for (int one = read(); one >= 0; one = read()) {
      add(one);
      if (one == quote) {
        return;
      }
      if (one == '\\' && escapes) {
        add(Math.max(read(), 0));
      }
    }
    throw cut("a quoted text");
  }

  /// `E'…'`: there a backslash takes the next character along.
  private boolean escapes() {
    int last = text.length() - 1;
    return last >= 0
        && (text.charAt(last) == 'E' || text.charAt(last) == 'e')
        && (last == 0 || !name(text.charAt(last - 1)));
  }

  private void dash() throws IOException {
    if (peek() != '-') {
      add('-');
      return;
    }
    String comment = "-" + restOfLine();
    complete |= comment.equals(ScriptWriter.END) || comment.equals(DUMP_END);
    gap();
  }

  private void slash() throws IOException {
    if (peek() != '*') {
      add('/');
      return;
    }
    int depth = 0;
    int before = '/';
    for (int one = read(); one >= 0; one = read()) {
      if (before == '/' && one == '*') {
        depth++;
        before = 0;
      } else if (before == '*' && one == '/') {
        depth--;
        before = 0;
        if (depth == 0) {
          gap();
          return;
        }
      } else {
        before = one;
      }
    }
    throw cut("a comment");
  }

  /// `$tag$ … $tag$`, unless the sign belongs to a name or a parameter.
  private void dollar() throws IOException {
    boolean inName = !text.isEmpty() && name(text.charAt(text.length() - 1));
    int begin = text.length();
    add('$');
    if (inName) {
      return;
    }
    while (name(peek()) && !(text.length() == begin + 1 && Character.isDigit(peek()))) {
      add(read());
    }
    if (peek() != '$') {
      return;
    }
    add(read());
    String tag = text.substring(begin);
    int inside = text.length();
    for (int one = read(); one >= 0; one = read()) {
      add(one);
      int from = text.length() - tag.length();
      if (one == '$' && from >= inside && text.indexOf(tag, from) == from) {
        return;
      }
    }
    throw cut("a text quoted by " + tag);
  }

  /// A body of SQL has semicolons of its own.
  private boolean insideFunction() {
    if (text.isEmpty()
        || Character.toUpperCase(text.charAt(0)) != 'C'
        || !ATOMIC.matcher(text).matches()) {
      return false;
    }
    int depth = 0;
    Matcher words = BLOCK.matcher(text);
    while (words.find()) {
      String word = words.group(1);
      depth += word == null ? 0 : word.equalsIgnoreCase("END") ? -1 : 1;
    }
    return depth > 0;
  }

  /// Between words that a comment stood between.
  private void gap() throws IOException {
    if (!text.isEmpty()) {
      add(' ');
    }
  }

  private void add(int one) throws IOException {
    if (text.length() >= LONGEST) {
      throw new Damaged("a statement is longer than 16 MB: this is no script of a backup");
    }
    text.append((char) one);
  }

  private String taken() {
    String statement = new String(text.toString().getBytes(ISO_8859_1), UTF_8).strip();
    text.setLength(0);
    return statement;
  }

  private static boolean name(int one) {
    return one == '_'
        || one >= 0x80
        || (one >= '0' && one <= '9')
        || (one >= 'a' && one <= 'z')
        || (one >= 'A' && one <= 'Z');
  }

  /// What is left of the line; of a long one only its beginning is returned.
  private String restOfLine() throws IOException {
    StringBuilder line = new StringBuilder();
    for (int one = read(); one >= 0 && one != '\n'; one = read()) {
      if (line.length() < 200) {
        line.append((char) one);
      }
    }
    return line.toString().stripTrailing();
  }

  private int peek() throws IOException {
    return at < end || fill() ? buffer[at] & 0xFF : -1;
  }

  private int read() throws IOException {
    return at < end || fill() ? buffer[at++] & 0xFF : -1;
  }

  /// Reads on; what was not taken yet stays.
  private boolean fill() throws IOException {
    int kept = end - at;
    System.arraycopy(buffer, at, buffer, 0, kept);
    at = 0;
    end = kept;
    int count = in.read(buffer, kept, BUFFER - kept);
    end += Math.max(count, 0);
    return count > 0;
  }

  private static Damaged cut(String what) {
    return new Damaged("the script ends in the middle of " + what);
  }
}
