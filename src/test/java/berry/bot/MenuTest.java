package berry.bot;

import static berry.testing.FakeBotApi.ok;
import static berry.testing.FakeBotApi.refused;
import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Seal;
import berry.access.SignInLinks;
import berry.database.Changes;
import berry.settings.Settings;
import berry.settings.Texts;
import berry.telegram.BotApi;
import berry.telegram.Me;
import berry.telegram.Token;
import berry.testing.FakeBotApi;
import berry.testing.MovableClock;
import berry.testing.TestDatabase;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class MenuTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  @AutoClose private final FakeBotApi telegram = new FakeBotApi();
  @AutoClose private final BotApi api = telegram.api(new MovableClock("2026-11-23T12:00:00Z"));
  private final Settings settings =
      new Settings(database.database(), new Changes(database.database(), database.address()));
  private final Texts texts = new Texts(settings);

  @Test
  void says_what_telegram_refused_and_tells_it_again_next_time() {
    telegram.answer(
        "setChatMenuButton", refused(400, "Bad Request: BUTTON_URL_INVALID"), ok("true"));

    assertThat(menu("https://app.example").publish())
        .hasValue("setChatMenuButton: 400 Bad Request: BUTTON_URL_INVALID");
    assertThat(menu("https://app.example").publish()).isEmpty();

    assertThat(telegram.asked("setChatMenuButton")).hasSize(2);
  }

  @Test
  void tells_telegram_only_what_changed() {
    menu("https://app.example").publish();
    menu("https://app.example").publish();
    assertThat(telegram.asked("setChatMenuButton")).hasSize(1);

    texts.say("ru", "command.help", "Помощь", null);
    menu("https://app.example").publish();

    assertThat(telegram.asked("setChatMenuButton")).hasSize(2);
  }

  @Test
  void speaks_both_languages() {
    menu(null).publish();

    assertThat(telegram.asked("setMyCommands"))
        .hasSize(3)
        .anyMatch(call -> call.contains("\"language_code\":\"ru\"") && call.contains("Язык бота"))
        .anyMatch(call -> call.contains("\"language_code\":\"en\""))
        .anyMatch(call -> !call.contains("language_code") && call.contains("Language of the bot"));
  }

  @Test
  void shows_the_app_only_where_there_is_one() {
    menu(null).publish();
    assertThat(telegram.asked("setChatMenuButton").getLast()).contains("\"type\":\"commands\"");

    menu("https://app.example/").publish();
    assertThat(telegram.asked("setChatMenuButton").getLast())
        .contains("\"type\":\"web_app\"", "\"url\":\"https://app.example/\"");
  }

  private Menu menu(@Nullable String app) {
    URI address = app == null ? null : URI.create(app);
    Links links =
        new Links(
            new Me(7000000001L, true, "Berry", "berry_test_bot"),
            new SignInLinks(
                database.database(),
                new Seal(new Token("7000000001:" + "x".repeat(35))),
                Clock.systemUTC()),
            () -> address,
            () -> URI.create("http://127.0.0.1:8080"));
    return new Menu(api, settings, texts, links);
  }
}
