package berry.telegram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Cuts the answer of `getUpdates` into its updates, each with exactly the bytes Telegram sent.
///
/// By hand, because what is stored is the raw update, and because one update that a parser refuses
/// must not take the ninety-nine beside it along. Only brackets and strings are understood.
final class UpdateList {

  private static final byte[] RESULT = {'"', 'r', 'e', 's', 'u', 'l', 't', '"'};

  private final byte[] body;
  private int at;

  private UpdateList(byte[] body) {
    this.body = body;
  }

  /// Null when there is no array `result` at the top, or it does not end.
  static @Nullable List<byte[]> cut(byte[] body) {
    UpdateList list = new UpdateList(body);
    return list.toResult() ? list.elements() : null;
  }

  private boolean toResult() {
    int depth = 0;
    for (; at < body.length; at++) {
      switch (body[at]) {
        case '{', '[' -> depth++;
        case '}', ']' -> depth--;
        case '"' -> {
          int from = at;
          toEndOfString();
          if (depth == 1 && isResult(from) && atArray()) {
            return true;
          }
        }
        default -> {}
      }
    }
    return false;
  }

  private boolean isResult(int from) {
    return Arrays.equals(body, from, Math.min(at + 1, body.length), RESULT, 0, RESULT.length);
  }

  /// From the name's closing quote: `: [` follows. Moves onto the bracket if so.
  private boolean atArray() {
    int next = at + 1;
    while (next < body.length && (body[next] == ':' || body[next] <= ' ')) {
      next++;
    }
    if (next < body.length && body[next] == '[') {
      at = next;
      return true;
    }
    return false;
  }

  private @Nullable List<byte[]> elements() {
    List<byte[]> found = new ArrayList<>();
    int depth = 0;
    int from = at + 1;
    for (; at < body.length; at++) {
      byte one = body[at];
      if (one == '"') {
        toEndOfString();
      } else if (one == '{' || one == '[') {
        depth++;
      } else if (one == '}' || one == ']') {
        depth--;
      }
      if (depth == 0 || (depth == 1 && one == ',')) {
        add(found, from);
        from = at + 1;
      }
      if (depth == 0) {
        return found;
      }
    }
    return null;
  }

  private void add(List<byte[]> found, int from) {
    byte[] element = Arrays.copyOfRange(body, from, at);
    for (byte one : element) {
      if (one > ' ' || one < 0) {
        found.add(element);
        return;
      }
    }
  }

  private void toEndOfString() {
    for (at++; at < body.length && body[at] != '"'; at++) {
      if (body[at] == '\\') {
        at++;
      }
    }
  }
}
