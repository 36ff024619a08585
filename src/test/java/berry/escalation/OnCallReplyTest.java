package berry.escalation;

import static berry.escalation.OnCallTeam.ANN;
import static berry.escalation.OnCallTeam.BEN;
import static berry.escalation.OnCallTeam.OWNER;
import static berry.escalation.OnCallTeam.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("sql")
final class OnCallReplyTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final OnCallTeam team = new OnCallTeam(database);

  @Test
  void says_whose_turn_it_is_for_each_role() {
    team.rows.run("UPDATE person SET first_name = '<Ann>' WHERE id = ?", ANN);
    Contacts contacts =
        team.pinned(
            OnCallTeam.id("developer", ANN),
            OnCallTeam.id("devops", ANN),
            OnCallTeam.id("devops", BEN));
    contacts.rotate(Set.of(Duty.DEVOPS), OWNER);

    assertThat(reply(contacts).answer("", BEN, "en"))
        .contains(
            "Developer: <b>&lt;Ann&gt;</b>\n",
            ", until 09.03 00:00",
            "Support: <b>Olga</b>, the owner stands in");
    assertThat(reply(contacts).answer("", BEN, "ru"))
        .contains("Разработчик: <b>&lt;Ann&gt;</b>\n", "Поддержка: <b>Olga</b>, вместо");
  }

  @Test
  void says_who_else_answers_for_a_role_and_whether_they_can_be_reached() {
    Contacts contacts =
        team.pinned(OnCallTeam.id("support", BEN), OnCallTeam.name("support", "ann_dev"));

    assertThat(reply(contacts).answer("support", BEN, "en"))
        .contains("Support: <b>Ben</b>", "• Ben – no test", "• @ann_dev – has not pressed Start");
    assertThat(reply(contacts).answer("Разработчик", BEN, "ru")).contains("вызывают владельца");
  }

  @Test
  void takes_a_role_over_for_a_day() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN), OnCallTeam.id("support", BEN));

    assertThat(reply(contacts).answer(" DEVELOPER  take ", BEN, "en"))
        .isEqualTo(
            "Developer: you are on call until 05.03 12:00. To give it back earlier: System → On"
                + " call.");

    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(BEN);
    assertThat(reply(contacts).answer("", ANN, "en"))
        .contains("Developer: <b>Ben</b> took over until 05.03 12:00");
  }

  @Test
  void lets_no_stranger_take_a_role() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN));
    team.started(STRANGER, "Mallory", "mallory");

    assertThat(reply(contacts).answer("developer take", STRANGER, "en")).contains("can’t take");
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(ANN);
  }

  @ParameterizedTest
  @ValueSource(strings = {"doctor", "developer give", "developer take now", "take"})
  void explains_itself_to_who_asks_for_something_else(String arguments) {
    Contacts contacts = team.withoutFile();

    assertThat(reply(contacts).answer(arguments, OWNER, "en")).contains("/oncall support");
    assertThat(team.texts("SELECT role FROM oncall")).isEmpty();
  }

  @Test
  void says_what_came_of_a_contacts_link() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    long id = contacts.view().contacts().getFirst().id();
    String code =
        contacts
            .enrolment()
            .issue(id, OWNER)
            .orElseThrow()
            .start()
            .substring(Enrolment.PREFIX.length());

    assertThat(reply(contacts).follow("x", ANN, "ann_dev", "ru")).contains("не работает");
    assertThat(reply(contacts).follow(code, BEN, "ben", "en")).contains("somebody else");
    assertThat(reply(contacts).follow(code, ANN, "ann_dev", "ru"))
        .contains("вы отвечаете", "Разработчик");
    assertThat(reply(contacts).follow(code, BEN, "ann_dev", "en")).contains("used already");
  }

  @Test
  void says_the_same_in_both_languages() throws IOException {
    Properties english = words("en");
    Properties russian = words("ru");

    assertThat(russian.keySet()).isEqualTo(english.keySet());
    for (String key : english.stringPropertyNames()) {
      assertThat(places(russian.getProperty(key)))
          .as(key)
          .isEqualTo(places(english.getProperty(key)));
    }
  }

  private static Set<String> places(String text) {
    var found = new TreeSet<String>();
    Pattern.compile("\\{\\w+}").matcher(text).results().forEach(one -> found.add(one.group()));
    return found;
  }

  private static Properties words(String language) throws IOException {
    String file = "oncall." + language + ".properties";
    Properties words = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(OnCallWords.class.getResourceAsStream(file)),
            StandardCharsets.UTF_8)) {
      words.load(reader);
    }
    return words;
  }

  private OnCallReply reply(Contacts contacts) {
    return new OnCallReply(contacts, team.clock);
  }
}
