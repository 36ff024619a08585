package berry.bot;

import berry.telegram.Update;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Bodies to be replayed: samples of every kind, a collection from public fixtures, and all that is
/// nasty.
///
/// Nobody changes the bytes.
final class Bodies {

  private static final Pattern ID = Pattern.compile("\"update_id\"\\s*:\\s*\\d+");
  private static final long NOON = 1_795_435_200L;

  private final String name;
  private final byte[] bytes;
  private final boolean balanced;
  private final boolean readable;

  /// @param balanced whether it can be an element of the answer to `getUpdates`
  /// @param readable whether it is an update at all; what is not is kept raw only
  private Bodies(String name, byte[] bytes, boolean balanced, boolean readable) {
    this.name = name;
    this.bytes = bytes;
    this.balanced = balanced;
    this.readable = readable;
  }

  String name() {
    return name;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean balanced() {
    return balanced;
  }

  boolean readable() {
    return readable;
  }

  /// Our own samples, one of each kind, with their own ids.
  static List<Bodies> samples() throws IOException {
    List<Bodies> all = new ArrayList<>();
    for (String kind : Update.KINDS) {
      String name = "/berry/telegram/updates/" + kind + ".json";
      try (InputStream in = Bodies.class.getResourceAsStream(name)) {
        all.add(good(kind, Objects.requireNonNull(in, name).readAllBytes()));
      }
    }
    return all;
  }

  /// The collection beside the checkout, each under an id of its own; empty, and loudly so, where
  /// it is not there.
  static List<Bodies> collected() throws IOException {
    Path folder = folder();
    if (folder == null) {
      System.err.println(
          "NOT TESTED: replay of collected updates, for no folder above has shared/data/updates");
      return List.of();
    }
    List<Bodies> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
        Matcher id = ID.matcher(Files.readString(file));
        String numbered = id.replaceFirst("\"update_id\": " + (500_000 + all.size()));
        all.add(good(file.getFileName().toString(), bytes(numbered)));
      }
    }
    return all;
  }

  static List<Bodies> nasty() {
    List<Bodies> all = new ArrayList<>();
    // Not even one update.
    all.add(new Bodies("nothing", new byte[0], false, false));
    all.add(new Bodies("blanks", bytes(" \n\t "), false, false));
    all.add(new Bodies("broken off", bytes("{\"update_id\":1,\"message\":{"), false, false));
    all.add(new Bodies("half a string", bytes("{\"update_id\":2,\"x\":\"y"), false, false));
    all.add(new Bodies("a word", bytes("null"), true, false));
    all.add(new Bodies("an array", bytes("[{\"update_id\":3}]"), true, false));
    all.add(new Bodies("no id", bytes("{\"message\":{\"message_id\":1}}"), true, false));
    all.add(new Bodies("half an id", bytes("{\"update_id\":4.5}"), true, false));
    all.add(new Bodies("a huge id", bytes("{\"update_id\":1" + "0".repeat(40) + "}"), true, false));
    all.add(new Bodies("a mark of order", bytes("\ufeff" + update(5, "hi")), true, false));
    all.add(new Bodies("two at once", bytes(update(6, "a") + update(7, "b")), true, true));
    all.add(
        new Bodies(
            "100,000 deep",
            bytes("{\"update_id\":8,\"message\":" + nested(100_000) + "}"),
            true,
            false));
    // Updates, but strange ones.
    all.add(good("1,000 deep", bytes(message(10, "\"text\":\"x\",\"deep\":" + nested(1_000)))));
    all.add(
        good("an unknown type", bytes("{\"update_id\":11,\"hologram\":{\"from\":{\"id\":1}}}")));
    all.add(good("4,096 emoji", bytes(update(12, "😀".repeat(4_096)))));
    all.add(good("U+0000", bytes(update(13, "a\\u0000b"))));
    all.add(good("a raw zero byte", bytes(update(14, "a\0b\1c"))));
    all.add(good("lone surrogates", bytes(update(15, "\\ud83d x \\ude00"))));
    all.add(good("no UTF-8", invalid(update(16, "QQQ"))));
    all.add(good("3 MB", bytes(update(17, "y".repeat(3 << 20)))));
    all.add(
        good("a name of 1 MB", bytes(message(18, "\"text\":\"x\"").replace("Anna", long1("n")))));
    all.add(
        good("an album of 1 MB", bytes(message(19, "\"media_group_id\":\"" + long1("a") + "\""))));
    all.add(good("a kind of 1 MB", bytes("{\"update_id\":20,\"" + long1("k") + "\":{}}")));
    all.add(good("date 0", bytes(update(21, "x").replace("" + NOON, "0"))));
    all.add(good("a far date", bytes(update(22, "x").replace("" + NOON, "99999999999999"))));
    all.add(good("a date before", bytes(update(23, "x").replace("" + NOON, "-7"))));
    all.add(good("a date of words", bytes(update(24, "x").replace("" + NOON, "\"noon\""))));
    all.add(
        good(
            "wrong types",
            bytes(
                "{\"update_id\":25,\"message\":{\"message_id\":\"9\",\"from\":[],\"chat\":7,"
                    + "\"date\":{},\"text\":{\"a\":1},\"photo\":\"p\",\"media_group_id\":3}}")));
    all.add(good("a message that is none", bytes("{\"update_id\":26,\"message\":[1,[2]]}")));
    all.add(good("nulls", bytes("{\"update_id\":27,\"message\":null,\"callback_query\":null}")));
    all.add(
        good(
            "keys twice",
            bytes(message(28, "\"text\":\"a\",\"text\":\"b\",\"date\":1,\"message_id\":77"))));
    all.add(good("huge numbers", bytes(message(29, "\"message_thread_id\":1e999,\"text\":\"x\""))));
    all.add(good("wide numbers", bytes(message(30, "\"message_thread_id\":9" + "9".repeat(400)))));
    all.add(good("a negative id", bytes(update(31, "x").replace(":31,", ":-31,"))));
    all.add(
        good(
            "an edit before its original",
            bytes(
                message(33, "\"edit_date\":" + (NOON + 9) + ",\"text\":\"later\"")
                    .replace("\"message\":", "\"edited_message\":")
                    .replace("\"message_id\":33", "\"message_id\":32"))));
    all.add(good("its original", bytes(update(32, "earlier"))));
    return all;
  }

  /// A message of Anna's.
  static String update(long id, String text) {
    return message(id, "\"text\":\"" + text + "\"");
  }

  private static String message(long id, String more) {
    return """
    {"update_id":%d,"message":{"message_id":%d,"from":{"id":11,"first_name":"Anna"},\
    "chat":{"id":11,"type":"private"},"date":%d,%s}}\
    """
        .formatted(id, id, NOON, more);
  }

  static Bodies good(String name, byte[] bytes) {
    return new Bodies(name, bytes, true, true);
  }

  private static String long1(String letter) {
    return letter.repeat(1 << 20);
  }

  private static String nested(int depth) {
    return "[".repeat(depth) + "]".repeat(depth);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  /// Each Q becomes a byte that is no UTF-8 anywhere.
  private static byte[] invalid(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (byte one : bytes(text)) {
      out.write(one == 'Q' ? 0xff : one);
    }
    return out.toByteArray();
  }

  private static @Nullable Path folder() {
    for (Path one = Path.of("").toAbsolutePath(); one != null; one = one.getParent()) {
      Path found = one.resolve("shared/data/updates");
      if (Files.isDirectory(found)) {
        return found;
      }
    }
    return null;
  }
}
