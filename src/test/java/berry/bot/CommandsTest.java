package berry.bot;

import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Audit;
import berry.access.Codes;
import berry.access.Invitations;
import berry.access.Role;
import berry.access.Seal;
import berry.access.SignInLinks;
import berry.access.Staff;
import berry.audience.People;
import berry.config.Rules;
import berry.database.Changes;
import berry.database.Database;
import berry.outbox.Outbox;
import berry.privacy.Policy;
import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.Texts;
import berry.telegram.Me;
import berry.telegram.Token;
import berry.telegram.UnreadableUpdate;
import berry.telegram.Update;
import berry.testing.TestDatabase;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class CommandsTest {

  private static final long ANNA = 5000000001L;
  private static final long GROUP = -1001999888777L;
  private static final Instant NOON = Instant.parse("2026-11-23T12:00:00Z");

  @AutoClose private final TestDatabase berry = TestDatabase.fresh();
  private final Database database = berry.database();
  private final Changes changes = new Changes(database, berry.address());
  private final Settings settings = new Settings(database, changes);
  private final Texts texts = new Texts(settings);
  private final Staff staff = new Staff(database, changes, new Audit(database));
  private final Codes codes =
      new Codes(database, changes, staff, new Audit(database), Clock.systemUTC());
  private final Seal seal = new Seal(new Token("7000000001:" + "x".repeat(35)));
  private final SignInLinks signIn = new SignInLinks(database, seal, Clock.systemUTC());
  private final Invitations invitations =
      new Invitations(database, changes, new Audit(database), seal, Clock.systemUTC());
  private long updates;

  @BeforeEach
  void anna_is_known() {
    berry
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                """
                INSERT INTO person (id, first_name, language_code, first_seen_at, last_seen_at)
                VALUES (?, 'Anna', 'ru', now(), now())
                """,
                ANNA));
  }

  @Test
  void answers_an_update_that_comes_again_only_once() {
    Update help = typed("/help");

    bot(null).answer(help, NOON);
    bot(null).answer(help, NOON);

    assertThat(said()).hasSize(1);
  }

  @Test
  void answers_an_update_whose_id_was_used_before_a_quiet_week() {
    Update help = typed("/help");

    bot(null).answer(help, NOON);
    bot(null).answer(help, NOON.plus(Duration.ofDays(8)));

    assertThat(said()).hasSize(2);
  }

  @Test
  void keeps_quiet_in_a_group_unless_it_is_meant() {
    bot(null).answer(inGroup("/help"), NOON);
    bot(null).answer(inGroup("/help@other_bot"), NOON);
    assertThat(said()).isEmpty();

    bot(null).answer(inGroup("/help@Berry_Test_Bot"), NOON);
    assertThat(said()).singleElement().asString().contains("\"reply_parameters\"");
  }

  @Test
  void leaves_other_bots_alone() {
    bot(null)
        .answer(
            update(
                "{\"update_id\":77,\"message\":{\"message_id\":1,\"text\":\"/help\",\"chat\":{\"id\":5},"
                    + "\"from\":{\"id\":6,\"is_bot\":true,\"first_name\":\"Bot\"}}}"),
            NOON);

    assertThat(said()).isEmpty();
  }

  @Test
  void gives_nobody_in_a_group_a_link_that_signs_in() {
    bot("https://app.example").answer(inGroup("/dashboard@berry_test_bot"), NOON);

    assertThat(said())
        .singleElement()
        .asString()
        .contains("https://t.me/berry_test_bot?startapp")
        .doesNotContain("web_app", "link=");
  }

  @Test
  void refuses_a_claim_that_is_made_up() {
    bot(null).answer(typed("/start claim_nonsense"), NOON);

    assertThat(said()).singleElement().asString().contains("berry owner link");
    assertThat(staff.owner()).isEmpty();
  }

  @Test
  void makes_the_one_with_the_link_the_owner() {
    bot(null).answer(typed("/start claim_" + codes.issueClaim()), NOON);

    assertThat(staff.owner()).contains(ANNA);
    assertThat(said()).singleElement().asString().contains("владелец");
  }

  @Test
  void makes_the_one_with_an_invitation_an_operator_and_shows_the_way_in() {
    staff.makeOwner(1);
    String code = invitations.issue(Role.OPERATOR, 1).orElseThrow().code();

    bot("https://app.example").answer(typed("/start invite_" + code), NOON);

    assertThat(staff.roleOf(ANNA)).isEqualTo(Role.OPERATOR);
    assertThat(said().getFirst()).contains("Теперь вы оператор", "https://app.example/", "web_app");
  }

  @Test
  void says_why_an_invitation_is_refused() {
    staff.makeOwner(1);
    String used = invitations.issue(Role.OPERATOR, 1).orElseThrow().code();
    invitations.accept(used, 2);
    String withdrawn = invitations.issue(Role.OPERATOR, 1).orElseThrow().code();
    invitations.revoke(invitations.open().getFirst().id(), 1);

    bot(null).answer(typed("/start invite_nonsense"), NOON);
    bot(null).answer(typed("/start invite_" + used), NOON);
    bot(null).answer(typed("/start invite_" + withdrawn), NOON);

    assertThat(said().get(0)).contains("Такого приглашения нет");
    assertThat(said().get(1)).contains("уже воспользовались");
    assertThat(said().get(2)).contains("истёк", "отозвали");
    assertThat(staff.roleOf(ANNA)).isEqualTo(Role.USER);
  }

  @Test
  void takes_no_invitation_in_a_group() {
    staff.makeOwner(1);
    String code = invitations.issue(Role.OPERATOR, 1).orElseThrow().code();

    bot(null).answer(inGroup("/start@berry_test_bot invite_" + code), NOON);

    assertThat(staff.roleOf(ANNA)).isEqualTo(Role.USER);
    assertThat(invitations.open()).hasSize(1);
  }

  @Test
  void shows_a_name_as_text() {
    bot(null)
        .answer(
            update(
                "{\"update_id\":78,\"message\":{\"message_id\":1,\"text\":\"/start\",\"chat\":{\"id\":6},"
                    + "\"from\":{\"id\":6,\"first_name\":\"<b>{bot}\",\"language_code\":\"en\"}}}"),
            NOON);

    assertThat(said()).singleElement().asString().contains("Hello, &lt;b&gt;{bot}!");
  }

  @Test
  void greets_in_the_language_of_telegram_until_another_is_chosen() {
    bot(null).answer(typed("/start"), NOON);
    assertThat(said().getLast()).contains("Здравствуйте, Anna!");

    bot(null).answer(pressed("language:en"), NOON);
    bot(null).answer(typed("/start"), NOON);

    assertThat(said().getLast()).contains("Hello, Anna!");
  }

  @Test
  void wakes_the_open_screens_when_the_language_changes() {
    bot(null).answer(pressed("language:en"), NOON);
    bot(null).answer(pressed("language:en"), NOON.plusSeconds(1));

    List<Long> woken =
        berry
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT person_id FROM change WHERE topic = 'person'")
                    .mapTo(Long.class)
                    .list());
    assertThat(woken).containsExactly(ANNA);
  }

  @Test
  void answers_a_pressed_language_and_marks_it() {
    bot(null).answer(pressed("language:en"), NOON);

    assertThat(methods()).containsExactly("answerCallbackQuery", "editMessageText");
    assertThat(said().getFirst()).contains("\"callback_query_id\": \"99\"", "I speak English now.");
    assertThat(said().getLast()).contains("✓ English", "\"message_id\": 12");
  }

  @Test
  void lets_no_button_spin_whatever_it_carries() {
    for (String data : new String[] {"language:xx", "language:", "other", ""}) {
      bot(null).answer(pressed(data), NOON);
    }

    assertThat(methods()).hasSize(4).containsOnly("answerCallbackQuery");
  }

  @Test
  void opens_the_app_and_gives_a_link_for_the_browser() {
    bot("https://app.example").answer(typed("/dashboard"), NOON);

    String answer = said().getFirst();
    assertThat(answer).contains("\"web_app\": {\"url\": \"https://app.example/\"}");
    assertThat(signIn.use(link(answer, "https://app.example/#link=")))
        .map(SignInLinks.Used::personId)
        .contains(ANNA);
  }

  @Test
  void gives_the_menu_button_the_language_of_the_chat() {
    bot("https://app.example").answer(typed("/start"), NOON);
    bot("https://app.example").answer(pressed("language:en"), NOON);

    assertThat(said())
        .filteredOn(one -> one.contains("menu_button"))
        .satisfiesExactly(
            first -> assertThat(first).contains("Дашборд"),
            second -> assertThat(second).contains("\"Dashboard\""));
  }

  @Test
  void has_only_the_local_address_without_a_public_one() {
    bot(null).answer(typed("/dashboard"), NOON);

    String answer = said().getFirst();
    assertThat(answer).doesNotContain("web_app");
    assertThat(signIn.use(link(answer, "http://127.0.0.1:8081/#link=")))
        .map(SignInLinks.Used::personId)
        .contains(ANNA);
  }

  @Test
  void tells_what_is_kept() {
    bot(null).answer(typed("/privacy"), NOON);

    assertThat(said().getFirst()).contains("30 дней");
  }

  @Test
  void helps_out_with_what_it_does_not_know() {
    bot(null).answer(typed("/fly"), NOON);
    bot(null).answer(typed("/привет"), NOON);

    assertThat(said()).hasSize(2).allMatch(one -> one.contains("Такой команды я не знаю"));
  }

  @Test
  void says_nothing_to_somebody_who_blocked_it() {
    bot(null)
        .answer(
            update(
                "{\"update_id\":79,\"my_chat_member\":{\"chat\":{\"id\":6,\"type\":\"private\"},\"from\":{\"id\":6},"
                    + "\"old_chat_member\":{\"status\":\"member\"},\"new_chat_member\":{\"status\":\"kicked\"}}}"),
            NOON);

    assertThat(said()).isEmpty();
  }

  private Commands bot(@Nullable String app) {
    URI address = app == null ? null : URI.create(app);
    Links links =
        new Links(
            new Me(7000000001L, true, "Berry", "berry_test_bot"),
            signIn,
            () -> address,
            () -> URI.create("http://127.0.0.1:8081/"));
    Policy policy = new Policy(new Choices(settings, Rules.NONE), texts);
    return new Commands(
        new Outbox(database, changes, 7000000001L),
        new StartLinks(codes, invitations),
        texts,
        policy,
        links,
        new People(database, changes),
        List.of(),
        null);
  }

  private Update typed(String text) {
    updates++;
    return update(
        ("{\"update_id\":%d,\"message\":{\"message_id\":11,\"text\":\"%s\",\"chat\":{\"id\":%d,\"type\":\"private\"},"
                + "\"from\":{\"id\":%d,\"first_name\":\"Anna\",\"language_code\":\"ru\"}}}")
            .formatted(updates, text, ANNA, ANNA));
  }

  private Update inGroup(String text) {
    updates++;
    return update(
        ("{\"update_id\":%d,\"message\":{\"message_id\":11,\"text\":\"%s\",\"chat\":{\"id\":%d,\"type\":\"supergroup\"},"
                + "\"from\":{\"id\":%d,\"first_name\":\"Anna\"}}}")
            .formatted(updates, text, GROUP, ANNA));
  }

  private Update pressed(String data) {
    updates++;
    return update(
        ("{\"update_id\":%d,\"callback_query\":{\"id\":\"99\",\"data\":\"%s\",\"from\":{\"id\":%d,\"first_name\":\"Anna\"},"
                + "\"message\":{\"message_id\":12,\"chat\":{\"id\":%d,\"type\":\"private\"}}}}")
            .formatted(updates, data, ANNA, ANNA));
  }

  private static Update update(String json) {
    try {
      return Update.read(json.getBytes(StandardCharsets.UTF_8));
    } catch (UnreadableUpdate e) {
      throw new AssertionError(json, e);
    }
  }

  private List<String> said() {
    return column("body::text");
  }

  private List<String> methods() {
    return column("method");
  }

  private List<String> column(String what) {
    return berry
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery("SELECT " + what + " FROM outgoing ORDER BY id")
                .mapTo(String.class)
                .list());
  }

  private static String link(String answer, String before) {
    int from = answer.indexOf(before) + before.length();
    assertThat(answer).contains(before);
    return answer.substring(from).replaceAll("[^A-Za-z0-9_-].*", "");
  }
}
