package berry.escalation;

import static berry.escalation.OnCallTeam.ANN;
import static berry.escalation.OnCallTeam.BEN;
import static berry.escalation.OnCallTeam.OWNER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Rows;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The weekly message that shows whether contacts can be reached.
@Tag("sql")
final class ContactTestsTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final OnCallTeam team = new OnCallTeam(database);

  @Test
  void each_person_gets_one_without_a_sound_whatever_they_answer_for() {
    Contacts contacts =
        team.pinned(
            OnCallTeam.id("developer", ANN),
            OnCallTeam.id("devops", ANN),
            OnCallTeam.id("support", 555),
            OnCallTeam.name("support", "nobody_yet"));

    contacts.watch();
    contacts.watch();

    assertThat(team.texts("SELECT chat_id::text FROM outgoing")).containsExactly("101");
    assertThat(team.texts("SELECT body ->> 'disable_notification' FROM outgoing"))
        .containsExactly("true");
    assertThat(team.texts("SELECT body ->> 'text' FROM outgoing").getFirst())
        .contains("проверка связи");
    assertThat(reaches(contacts))
        .containsExactly(Reach.UNTESTED, Reach.UNTESTED, Reach.ABSENT, Reach.ABSENT);
  }

  @Test
  void who_got_it_is_tested_and_asked_again_after_a_week_only() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN), OnCallTeam.id("devops", ANN));
    contacts.watch();
    Instant tested = team.clock.instant();

    team.deliver("sent", "");
    assertThat(reaches(contacts)).startsWith(Reach.TESTED, Reach.TESTED);
    contacts.watch();
    team.rows.run("DELETE FROM outgoing");
    assertThat(contacts.view().contacts().getFirst())
        .matches(one -> one.reach() == Reach.TESTED && tested.equals(one.testedAt()));

    team.clock.pass(Duration.ofDays(7).minusSeconds(1));
    contacts.watch();
    assertThat(team.texts("SELECT id::text FROM outgoing")).isEmpty();
    team.clock.pass(Duration.ofSeconds(1));
    contacts.watch();
    assertThat(team.texts("SELECT chat_id::text FROM outgoing WHERE chat_id = 101")).hasSize(1);
    assertThat(reaches(contacts)).startsWith(Reach.TESTED, Reach.TESTED);
  }

  @Test
  void one_that_telegram_refuses_makes_others_be_called_and_is_told_the_owner_once() {
    Contacts contacts =
        team.pinned(OnCallTeam.id("developer", ANN), OnCallTeam.id("developer", BEN));
    contacts.watch();
    team.rows.run(
        "UPDATE outgoing SET state = 'failed', reason = 'refused' WHERE chat_id = ?", ANN);
    team.deliver("sent", "");

    contacts.watch();
    contacts.watch();

    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(BEN);
    assertThat(reaches(contacts)).startsWith(Reach.FAILED, Reach.TESTED);
    assertThat(toOwner()).singleElement().asString().contains("Ann", "Telegram не принял");
  }

  @Test
  void who_blocked_the_bot_is_told_the_owner_each_time_anew() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN));
    block("2026-03-04T11:00:00Z");
    contacts.watch();
    contacts.watch();
    assertThat(toOwner()).singleElement().asString().contains("<b>Ann</b>", "заблокировал");

    team.rows.run("UPDATE person SET blocked_at = NULL WHERE id = ?", ANN);
    contacts.watch();
    assertThat(toOwner()).hasSize(1);

    block("2026-03-04T11:30:00Z");
    contacts.watch();
    assertThat(toOwner()).hasSize(2);
  }

  @Test
  void the_owner_is_not_told_of_themselves() {
    Contacts contacts = team.withoutFile();
    team.rows.run("UPDATE person SET blocked_at = now() WHERE id = ?", OWNER);

    contacts.watch();

    assertThat(team.texts("SELECT id::text FROM outgoing")).isEmpty();
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(OWNER);
  }

  @Test
  void a_telegram_that_was_away_says_nothing_of_the_person() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN));
    contacts.watch();

    team.deliver("failed", "gave_up");
    contacts.watch();
    assertThat(reaches(contacts)).startsWith(Reach.UNTESTED);
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(ANN);
    assertThat(toOwner()).isEmpty();
  }

  @Test
  void who_failed_and_was_there_since_is_tested_again_at_once() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN));
    contacts.watch();
    team.deliver("failed", "refused");
    contacts.watch();
    assertThat(toAnn()).hasSize(1);

    team.clock.pass(Duration.ofMinutes(5));
    team.rows.run(
        "UPDATE person SET last_seen_at = ? WHERE id = ?", Rows.at(team.clock.instant()), ANN);
    contacts.watch();
    contacts.watch();

    assertThat(toAnn()).hasSize(2);
  }

  @Test
  void one_can_be_asked_for_but_not_twice_a_minute_and_not_of_whom_it_cannot_reach() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN), OnCallTeam.id("support", 555));
    List<Contact> all = contacts.view().contacts();

    assertThat(contacts.test(all.getFirst().id(), OWNER))
        .isInstanceOf(ContactTests.Wish.Queued.class);
    assertThat(contacts.test(all.getFirst().id(), OWNER))
        .isEqualTo(new ContactTests.Wish.TooSoon(Duration.ofMinutes(1)));
    assertThat(contacts.test(all.getLast().id(), OWNER))
        .isEqualTo(new ContactTests.Wish.Unreachable(Reach.ABSENT));
    assertThat(contacts.test(4711, OWNER)).isInstanceOf(ContactTests.Wish.Unknown.class);
    assertThat(team.acts()).containsExactly("contact.tested");
  }

  private void block(String at) {
    team.rows.run("UPDATE person SET blocked_at = '" + at + "' WHERE id = ?", ANN);
  }

  private List<Reach> reaches(Contacts contacts) {
    return contacts.view().contacts().stream()
        .filter(one -> !one.standsIn())
        .map(Contact::reach)
        .toList();
  }

  private List<String> toOwner() {
    return team.texts(
        "SELECT body ->> 'text' FROM outgoing WHERE chat_id = 9 AND key LIKE 'contact:lost:%'");
  }

  private List<String> toAnn() {
    return team.texts("SELECT id::text FROM outgoing WHERE chat_id = 101");
  }
}
