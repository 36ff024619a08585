package berry.escalation;

import static berry.escalation.OnCallTeam.ANN;
import static berry.escalation.OnCallTeam.BEN;
import static berry.escalation.OnCallTeam.OWNER;
import static berry.escalation.OnCallTeam.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class ContactsTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final OnCallTeam team = new OnCallTeam(database);

  @Test
  void the_owner_is_all_while_nobody_is_named() {
    Contacts contacts = team.withoutFile();

    assertThat(contacts.view().contacts())
        .hasSize(3)
        .allMatch(one -> one.standsIn() && one.reach() == Reach.UNTESTED);
    assertThat(team.called(contacts, Duty.SUPPORT)).containsExactly(OWNER);
    assertThat(contacts.roster().steps())
        .extracting(Step::after)
        .containsExactly(Duration.ZERO, Duration.ofMinutes(5), Duration.ofMinutes(15));
  }

  @Test
  void the_owner_of_a_moment_ago_is_called_before_any_job_has_run() {
    Contacts contacts = team.withoutFile();

    team.staff.makeOwner(ANN);
    assertThat(team.called(contacts, Duty.DEVOPS)).containsExactly(ANN);

    contacts.watch();
    assertThat(team.called(contacts, Duty.DEVOPS)).containsExactly(ANN);
    assertThat(team.texts("SELECT DISTINCT person_id::text FROM contact")).containsExactly("101");
  }

  @Test
  void what_the_file_names_counts_alone_and_cannot_be_changed() {
    Contacts before = team.withoutFile();
    before.choose(Map.of(Duty.DEVELOPER, List.of(BEN)), OWNER);

    Contacts contacts =
        team.pinned(OnCallTeam.id("developer", ANN), OnCallTeam.name("devops", "dev_ops"));

    assertThat(contacts.choose(Map.of(), OWNER)).isEqualTo(Contacts.Chosen.PINNED);
    assertThat(contacts.view().pinned()).isTrue();
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(ANN);
    assertThat(team.called(contacts, Duty.DEVOPS)).containsExactly(OWNER);
    assertThat(contacts.view().contacts())
        .extracting(Contact::name)
        .containsExactly("Ann", "@dev_ops", "Olga");
    assertThat(team.called(team.withoutFile(), Duty.DEVELOPER)).containsExactly(BEN);
  }

  @Test
  void a_start_with_another_file_forgets_who_is_not_in_it_and_keeps_the_others() {
    Contacts first = team.pinned(OnCallTeam.id("developer", ANN), OnCallTeam.id("support", BEN));
    long ann = first.view().contacts().getFirst().id();

    Contacts second = team.pinned(OnCallTeam.id("developer", BEN), OnCallTeam.id("developer", ANN));

    assertThat(team.called(second, Duty.DEVELOPER)).containsExactly(BEN, ANN);
    assertThat(second.view().contacts()).extracting(Contact::id).contains(ann);
    assertThat(team.called(second, Duty.SUPPORT)).containsExactly(OWNER);
    assertThat(team.called(team.pinned(), Duty.DEVELOPER)).containsExactly(OWNER);
  }

  @Test
  void only_people_who_pressed_start_can_be_named() {
    Contacts contacts = team.withoutFile();

    assertThat(contacts.choose(Map.of(Duty.SUPPORT, List.of(ANN, STRANGER)), OWNER))
        .isEqualTo(Contacts.Chosen.STRANGER);
    assertThat(team.called(contacts, Duty.SUPPORT)).containsExactly(OWNER);

    assertThat(contacts.choose(Map.of(Duty.SUPPORT, List.of(BEN, ANN, BEN)), OWNER))
        .isEqualTo(Contacts.Chosen.DONE);
    assertThat(team.called(contacts, Duty.SUPPORT)).containsExactly(BEN, ANN);
    assertThat(team.acts()).containsExactly("contact.chosen");
    assertThat(contacts.choose(Map.of(Duty.SUPPORT, List.of(ANN)), OWNER))
        .isEqualTo(Contacts.Chosen.DONE);
    assertThat(team.called(contacts, Duty.SUPPORT)).containsExactly(ANN);
  }

  @Test
  void an_id_in_the_file_is_reached_once_that_person_pressed_start() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", 555));

    assertThat(contacts.view().contacts().getFirst().reach()).isEqualTo(Reach.ABSENT);
    assertThat(contacts.roster().knows(555)).isFalse();

    team.started(555, "Eve", "eve");
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(555L);
    assertThat(contacts.roster().knows(555)).isTrue();
  }

  @Test
  void the_last_roster_answers_while_the_database_is_away() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN));
    Roster read = contacts.roster();

    database.close();

    assertThat(contacts.lastRoster()).isSameAs(read);
    assertThat(contacts.lastRoster().targets(read.steps().getFirst(), team.clock.instant()))
        .extracting(Target::id)
        .containsExactly("person:101");
  }

  @Test
  void a_role_is_taken_over_for_a_while_and_given_back() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN));

    var until = team.clock.instant().plus(Duration.ofHours(2));
    assertThat(contacts.take(Duty.DEVELOPER, OWNER, until, OWNER)).isEqualTo(Contacts.Taking.DONE);
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(OWNER);

    assertThat(contacts.giveBack(Duty.DEVELOPER, ANN)).isTrue();
    assertThat(contacts.giveBack(Duty.DEVELOPER, ANN)).isFalse();
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(ANN);
    assertThat(team.acts()).containsExactly("oncall.taken", "oncall.given");

    contacts.take(Duty.DEVELOPER, OWNER, until, OWNER);
    team.clock.pass(Duration.ofHours(2));
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(ANN);
  }

  @Test
  void nobody_is_on_call_whom_nothing_reaches_or_who_is_a_stranger() {
    Contacts contacts = team.pinned(OnCallTeam.id("developer", ANN));
    var now = team.clock.instant();
    team.started(STRANGER, "Mallory", "mallory");

    assertThat(contacts.take(Duty.DEVOPS, STRANGER, now.plusSeconds(60), OWNER))
        .isEqualTo(Contacts.Taking.NOT_FIT);
    assertThat(contacts.take(Duty.DEVOPS, ANN, now, OWNER)).isEqualTo(Contacts.Taking.BAD_TIME);
    assertThat(contacts.take(Duty.DEVOPS, ANN, now.plus(Duration.ofDays(8)), OWNER))
        .isEqualTo(Contacts.Taking.BAD_TIME);

    assertThat(contacts.take(Duty.DEVOPS, ANN, now.plusSeconds(60), OWNER))
        .isEqualTo(Contacts.Taking.DONE);
    team.rows.run("UPDATE person SET blocked_at = now() WHERE id = ?", ANN);
    assertThat(team.called(contacts, Duty.DEVOPS)).containsExactly(OWNER);
    assertThat(contacts.take(Duty.SUPPORT, ANN, now.plusSeconds(60), OWNER))
        .isEqualTo(Contacts.Taking.NOT_FIT);
  }

  @Test
  void quiet_hours_and_rotation_are_chosen_and_audited() {
    Contacts contacts = team.pinned(OnCallTeam.id("support", ANN), OnCallTeam.id("support", BEN));
    assertThat(contacts.view().quietHours()).isEqualTo(QuietHours.USUAL);

    var noon = new QuietHours.Hours(LocalTime.of(11, 0), LocalTime.of(13, 0));
    contacts.quiet(new QuietHours(Map.of(2, noon)), OWNER);
    contacts.rotate(Set.of(Duty.SUPPORT), OWNER);

    Roster roster = contacts.roster();
    assertThat(roster.quiet(2, team.clock.instant())).isTrue();
    assertThat(roster.quietUntil(2, team.clock.instant())).isEqualTo("2026-03-04T13:00:00Z");
    assertThat(roster.quiet(3, team.clock.instant())).isFalse();
    assertThat(contacts.view().rotating()).containsExactly(Duty.SUPPORT);
    assertThat(team.called(contacts, Duty.SUPPORT)).hasSize(1);
    assertThat(team.acts()).containsExactly("escalation.quietHours", "escalation.rotation");
  }
}
