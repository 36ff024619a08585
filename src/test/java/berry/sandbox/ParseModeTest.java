package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Both Markdowns as Telegram reads them.
final class ParseModeTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          *bold*                       ^ bold                ^ bold 0+4
          *b _i __u__ i_*              ^ b i u i             ^ bold 0+7, italic 2+5, underline 4+1
          __u__                        ^ u                   ^ underline 0+1
          ~s~ ||h||                    ^ s h                 ^ strikethrough 0+1, spoiler 2+1
          1\\.5 \\* 2                    ^ 1.5 * 2             ^
          `a*b_`                       ^ a*b_                ^ code 0+4
          [Жир](https://a.example/\\)x)  ^ Жир                 ^ text_link 0+3
          ![😀](tg://emoji?id=53)      ^ 😀                  ^ custom_emoji 0+2
          [gone]() x                   ^ gone x              ^
          """)
  void reads_markdown_v2(String markup, String plain, String entities) {
    assertThat(shown(MarkdownText.read(markup)))
        .isEqualTo(plain + " | " + (entities == null ? "" : entities));
  }

  @Test
  void reads_code_blocks_and_quotes() {
    assertThat(shown(MarkdownText.read("```java\nint a = 1;\n```")))
        .isEqualTo("int a = 1; | pre 0+10 java");
    assertThat(shown(MarkdownText.read(">one\n>two\nthree")))
        .isEqualTo("one\ntwo\nthree | blockquote 0+7");
    assertThat(shown(MarkdownText.read(">one\n>two||")))
        .isEqualTo("one\ntwo | expandable_blockquote 0+7");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          Hello.     ^ Character '.' is reserved and must be escaped with the preceding '\\'
          a > b      ^ Character '>' is reserved and must be escaped with the preceding '\\'
          é *bold    ^ Can't find end of Bold entity at byte offset 3
          _it        ^ Can't find end of Italic entity at byte offset 0
          [a](b      ^ Can't find end of a URL at byte offset 3
          `a         ^ Can't find end of Code entity at byte offset 0
          """)
  void refuses_broken_markdown_v2(String markup, String words) {
    assertThatThrownBy(() -> MarkdownText.read(markup))
        .hasMessage("Bad Request: can't parse entities: " + words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '^',
      textBlock =
          """
          *b* _i_ `c`              ^ b i c        ^ bold 0+1, italic 2+1, code 4+1
          [x](http://a.example) y  ^ x y          ^ text_link 0+1
          \\_plain\\_                ^ _plain_      ^
          Hello. 1 > 0!            ^ Hello. 1 > 0! ^
          *not _nested_*           ^ not _nested_ ^ bold 0+12
          """)
  void reads_the_old_markdown(String markup, String plain, String entities) {
    assertThat(shown(OldMarkdownText.read(markup)))
        .isEqualTo(plain + " | " + (entities == null ? "" : entities));
  }

  @Test
  void refuses_broken_old_markdown() {
    assertThatThrownBy(() -> OldMarkdownText.read("user_name"))
        .hasMessage(
            "Bad Request: can't parse entities: Can't find end of the entity starting at byte offset 4");
  }

  private static String shown(Text read) {
    Text text = read.trimmed().found();
    return text.plain()
        + " | "
        + text.entities().stream()
            .map(one ->
                Trees.text(one, "type")
                    + " "
                    + one.path("offset").asInt(0)
                    + "+"
                    + one.path("length").asInt(0)
                    + (one.has("language") ? " " + Trees.text(one, "language") : ""))
            .collect(Collectors.joining(", "));
  }
}
