package berry.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// The chat page as text: what can be checked without a browser.
final class PageTest {

  private static final List<String> SCRIPTS =
      List.of(
          "api",
          "bubble",
          "cards",
          "chat",
          "composer",
          "dom",
          "frame",
          "groups",
          "kinds",
          "links",
          "looks",
          "main",
          "media",
          "people",
          "pictures",
          "popups",
          "press",
          "store",
          "text");

  @Test
  void has_every_word_in_both_languages_and_no_word_nobody_says() throws IOException {
    String words = read("words.js");
    Set<String> known =
        Pattern.compile("(?m)^ {2}(\\w+): \\['(?:[^'\\\\]|\\\\.)+', '(?:[^'\\\\]|\\\\.)+'\\],$")
            .matcher(words)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    String scripts = scripts();

    assertThat(Pattern.compile("(?m)^ {2}\\w+: \\[").matcher(words).results().count())
        .isEqualTo(known.size());
    Set<String> said =
        Pattern.compile("word\\('(\\w+)'")
            .matcher(scripts)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    assertThat(known).containsAll(said);
    assertThat(known).allMatch(word -> scripts.contains("'" + word + "'"));
  }

  @Test
  void never_turns_text_into_markup() throws IOException {
    assertThat(scripts())
        .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
  }

  @Test
  void loads_nothing_from_elsewhere() throws IOException {
    List<String> addresses =
        Pattern.compile("(?:src|href|from|import)\\s*=?\\s*[\"'](https?:[^\"']*)")
            .matcher(read("index.html") + scripts() + read("page.css"))
            .results()
            .map(MatchResult::group)
            .toList();

    assertThat(addresses).isEmpty();
  }

  private static String scripts() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String script : SCRIPTS) {
      all.append(read(script + ".js"));
    }
    return all.toString();
  }

  private static String read(String name) throws IOException {
    try (InputStream in = PageRoutes.class.getResourceAsStream("page/" + name)) {
      assertThat(in).as(name).isNotNull();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
