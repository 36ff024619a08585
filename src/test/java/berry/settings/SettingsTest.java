package berry.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import berry.config.Rules;
import berry.database.Changes;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class SettingsTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Changes changes = new Changes(database.database(), database.address());
  private final Settings settings = new Settings(database.database(), changes);
  private final Texts texts = new Texts(settings);

  @Test
  void never_overwrites_what_the_owner_changed() {
    texts.say("en", "help", "Call Anna", 5L);
    settings.put("answerLimit", "PT1H", 5L);

    List<String> written = new Defaults(settings, texts).seed();

    assertThat(written).isNotEmpty().doesNotContain("text.en.help", "answerLimit");
    assertThat(texts.of("en", "help")).isEqualTo("Call Anna");
    assertThat(new Choices(settings, Rules.NONE).answerLimit()).isEqualTo(Duration.ofHours(1));
  }

  @Test
  void keeps_who_changed_what_and_nothing_that_berry_notes_for_itself() {
    texts.say("en", "help", "Call Anna", 5L);
    texts.say("en", "help", "Call Anna", 6L);
    texts.say("en", "help", "Call <b>Boris</b>", 6L);
    texts.say("en", "help", "", 7L);
    texts.say("en", "help", "", 7L);
    settings.put("menu", "told", null);
    new Defaults(settings, texts).seed();

    assertThat(new SettingsHistory(database.database()).page(null, 10))
        .extracting(
            SettingsHistory.Change::name,
            SettingsHistory.Change::before,
            SettingsHistory.Change::after,
            SettingsHistory.Change::by)
        .containsExactly(
            tuple("text.en.help", "\"Call <b>Boris</b>\"", null, 7L),
            tuple("text.en.help", "\"Call Anna\"", "\"Call <b>Boris</b>\"", 6L),
            tuple("text.en.help", null, "\"Call Anna\"", 5L));
  }

  @Test
  void keeps_no_secret_in_the_history() {
    settings.put(
        "channel", Map.of("url", "there", "ways", List.of(Map.of("apiKey", "s3cret"))), 5L);
    settings.put("smtp.password", "hunter2", 5L);
    settings.put("smtp.password", "hunter3", 5L);

    assertThat(new SettingsHistory(database.database()).page(null, 10).toString())
        .contains("there", "•••")
        .doesNotContain("s3cret", "hunter");
    assertThat(settings.get("smtp.password", String.class)).contains("hunter3");
  }

  @Test
  void keeps_nothing_of_what_is_taken_back() {
    assertThatThrownBy(() ->
            changes.useTransaction((transaction, news) -> {
              settings.put(transaction, news, "timeZone", "UTC", 5L);
              throw new IllegalStateException("not after all");
            }))
        .hasMessageContaining("not after all");

    assertThat(new SettingsHistory(database.database()).page(null, 10)).isEmpty();
  }

  @Test
  void seeds_nothing_the_second_time() {
    Defaults defaults = new Defaults(settings, texts);

    assertThat(defaults.seed()).contains("answerLimit", "timeZone", "text.ru.greeting");
    assertThat(defaults.seed()).isEmpty();
  }

  @Test
  void has_no_text_that_it_was_not_given() {
    assertThatThrownBy(() -> texts.of("en", "joke")).hasMessageContaining("joke");
    assertThatThrownBy(() -> texts.say("en", "joke", "ha", null)).hasMessageContaining("joke");
    assertThatThrownBy(() -> texts.of("de", "help")).hasMessageContaining("de");
  }

  @Test
  void goes_back_to_its_own_words_when_the_owner_takes_theirs_away() {
    texts.say("ru", "help", "Звоните", 5L);
    texts.say("ru", "help", " ", 5L);

    assertThat(texts.of("ru", "help")).isEqualTo(texts.usual("ru", "help"));
  }

  @Test
  void survives_a_value_that_makes_no_sense() {
    settings.put("timeZone", "Mars/Olympus", null);
    settings.put("answerLimit", "soon", null);
    settings.put("rawRetention", "PT-5M", null);

    Choices choices = new Choices(settings, Rules.NONE);

    assertThat(choices.timeZone()).isEqualTo(Rules.USUAL_TIME_ZONE).hasToString("UTC");
    assertThat(choices.answerLimit()).isEqualTo(Rules.USUAL_ANSWER_LIMIT);
    assertThat(choices.rawRetention()).isEqualTo(Rules.USUAL_RAW_RETENTION);
  }

  @Test
  void obeys_the_file_before_the_owner_before_the_usual() {
    settings.put("timeZone", "Asia/Kolkata", 5L);
    Rules pinned = new Rules(ZoneId.of("Europe/Moscow"), null, null);

    assertThat(new Choices(settings, pinned).timeZone()).isEqualTo(ZoneId.of("Europe/Moscow"));
    assertThat(new Choices(settings, Rules.NONE).timeZone()).isEqualTo(ZoneId.of("Asia/Kolkata"));
  }

  @Test
  void wakes_screens_only_when_something_changed() {
    settings.put("answerLimit", "PT5M", 5L);
    settings.put("answerLimit", "PT5M", 6L);
    settings.putIfAbsent("answerLimit", "PT9M");

    List<String> woken =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT ref FROM change WHERE topic = 'setting'")
                    .mapTo(String.class)
                    .list());
    assertThat(woken).containsExactly("answerLimit");
  }

  @Test
  void says_the_same_things_in_both_languages() {
    assertThat(texts.all("ru").keySet()).isEqualTo(texts.all("en").keySet());
    for (String key : texts.keys()) {
      assertThat(placeholders(texts.usual("ru", key)))
          .as(key)
          .isEqualTo(placeholders(texts.usual("en", key)));
      assertThat(texts.usual("ru", key)).as(key).containsPattern("[а-яА-Я]");
    }
  }

  @Test
  void shows_all_texts_with_the_owners_words() {
    texts.say("en", "unknown", "Pardon?", 5L);

    assertThat(texts.all("en")).containsEntry("unknown", "Pardon?").containsKey("greeting");
  }

  @Test
  void speaks_the_chosen_language_before_that_of_telegram() {
    assertThat(Texts.language("en", "ru")).isEqualTo("en");
    assertThat(Texts.language(null, "ru-RU")).isEqualTo("ru");
    assertThat(Texts.language(null, "run")).isEqualTo("en");
    assertThat(Texts.language("xx", null)).isEqualTo("en");
  }

  private static List<String> placeholders(String text) {
    return Pattern.compile("\\{[a-z]+}|/[a-z]+|</?[a-z]+>")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .sorted()
        .toList();
  }
}
