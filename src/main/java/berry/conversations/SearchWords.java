package berry.conversations;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// How texts and names become words that can be found, and what somebody types becomes a question
/// for them; both in SQL, so that the two sides can't differ.
///
/// The configuration `russian` is in every PostgreSQL and stems Latin words as English. Names are
/// not stemmed. Both without ё: it is written as е as often as not.
final class SearchWords {

  /// Also the dots of a ё that was typed as two signs.
  private static final String PLAIN = ", 'ёЁ\u0308', 'еЕ')";

  /// As [berry.access.Codes#hidden] does it: whoever may search could otherwise find a code out,
  /// letter by letter.
  private static final String SAFE =
      "regexp_replace(message.text, '(link=|claim_|invite_|oncall_)[A-Za-z0-9_-]{43}', '', 'g')";

  /// Telegram's texts have 4,096 characters. What another server sends may have any number, and of
  /// too many words PostgreSQL makes no tsvector: one such text would stop all that comes behind.
  private static final int MOST = 20_000;

  /// Of a row of `message`. A file is found by its name and by the parts of it.
  static final String OF_MESSAGE =
      "to_tsvector('russian', translate(concat_ws(' ', left("
          + SAFE
          + ", "
          + MOST
          + "), left(message.file_name, 1000),"
          + " translate(left(message.file_name, 1000), '._-', '   '))"
          + PLAIN
          + ")";

  /// Of rows of `chat` and `person`.
  static final String OF_NAMES =
      "to_tsvector('simple', translate(left(CASE chat.type WHEN 'private'"
          + " THEN concat_ws(' ', person.first_name, person.last_name, person.username)"
          + " ELSE concat_ws(' ', chat.title, chat.username) END, "
          + MOST
          + ")"
          + PLAIN
          + ")";

  /// All words, the last one as the beginning of one: as it is typed and as it is stemmed, because
  /// either may be the beginning of what is stored. Words like `and` are stored nowhere: such a one
  /// counts only where it is the only one, as the beginning of others. Parameters `words` and
  /// `last`.
  static final String TEXT_QUERY =
      "CASE WHEN numnode(plainto_tsquery('russian', :words)) > 0"
          + " AND numnode(to_tsquery('russian', :last)) = 0"
          + " THEN plainto_tsquery('russian', :words)"
          + " ELSE plainto_tsquery('russian', :words)"
          + " && (to_tsquery('simple', :last) || to_tsquery('russian', :last)) END";

  /// The same for names.
  static final String NAME_QUERY =
      "(plainto_tsquery('simple', :words) && to_tsquery('simple', :last))";

  private SearchWords() {}

  /// @param words all but the last
  /// @param last as `to_tsquery` takes it
  record Wanted(String words, String last) {

    /// Null when there is nothing to look for.
    static @Nullable Wanted of(@Nullable String typed) {
      if (typed == null) {
        return null;
      }
      List<String> all = new ArrayList<>();
      for (String word : plain(typed).split("[\\s\\p{Cntrl}]+", -1)) {
        if (word.codePoints().anyMatch(Character::isLetterOrDigit)) {
          all.add(word);
        }
      }
      if (all.isEmpty()) {
        return null;
      }
      // In quotes it is taken apart like a stored text: an address or a sum stays what it is.
      String last = all.removeLast().replace("\\", "").replace("'", "''");
      return new Wanted(String.join(" ", all), "'" + last + "':*");
    }

    private static String plain(String typed) {
      return typed.replace('ё', 'е').replace('Ё', 'Е').replace("\u0308", "");
    }
  }
}
