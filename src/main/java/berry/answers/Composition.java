package berry.answers;

import berry.outbox.Outgoing;
import berry.outbox.OutgoingFile;
import berry.telegram.Html;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Makes of words and files the messages that Telegram takes.
final class Composition {

  /// In UTF-16 units, as Telegram counts.
  static final int LONGEST_TEXT = 4_096;

  static final int LONGEST_CAPTION = 1_024;
  static final int MOST_FILES = 10;

  /// Of these an album may be mixed.
  private static final Set<String> SEEN = Set.of("photo", "video");

  /// Of these it takes one kind only.
  private static final Set<String> ALIKE = Set.of("document", "audio");

  private Composition() {}

  /// What is wrong with it, in words; null when nothing is.
  static @Nullable String fault(String text, int files) {
    if (files > MOST_FILES) {
      return "an answer carries at most " + MOST_FILES + " files, not " + files;
    }
    return fault(text, files > 0);
  }

  /// The same for words alone.
  ///
  /// @param caption whether they stand under a file, where they may be missing
  static @Nullable String fault(String text, boolean caption) {
    int most = caption ? LONGEST_CAPTION : LONGEST_TEXT;
    if (text.length() > most) {
      return (caption ? "the text under a file" : "the text")
          + " has at most "
          + most
          + " characters, not "
          + text.length();
    }
    return text.isEmpty() && !caption ? "the text is empty" : null;
  }

  /// Without what Telegram takes off, and without U+0000 and halves of characters, which no JSON of
  /// PostgreSQL's may hold: of what is not kept nothing would be sent.
  static String tidy(String typed) {
    return typed
        .codePoints()
        .filter(one -> one != 0 && Character.getType(one) != Character.SURROGATE)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString()
        .strip();
  }

  static String html(String text) {
    return Html.escape(text);
  }

  /// In the order in which they are sent; the words stand under the first file.
  static List<Outgoing> messages(long chatId, String text, List<OutgoingFile> files) {
    if (files.isEmpty()) {
      return List.of(Outgoing.text(chatId, html(text)));
    }
    List<OutgoingFile> captioned = new ArrayList<>(files);
    if (!text.isEmpty()) {
      captioned.set(0, files.getFirst().captioned(html(text)));
    }
    return album(files)
        ? List.of(OutgoingFile.album(chatId, captioned))
        : captioned.stream().map(file -> file.to(chatId)).toList();
  }

  private static boolean album(List<OutgoingFile> files) {
    String first = files.getFirst().kind();
    return files.size() > 1
        && (files.stream().allMatch(file -> SEEN.contains(file.kind()))
            || (ALIKE.contains(first)
                && files.stream().allMatch(file -> file.kind().equals(first))));
  }
}
