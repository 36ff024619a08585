package berry.escalation;

import static berry.escalation.OnCallTeam.ANN;
import static berry.escalation.OnCallTeam.BEN;
import static berry.escalation.OnCallTeam.OWNER;
import static berry.escalation.OnCallTeam.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Codes;
import berry.escalation.Enrolled.Reason;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// The links by which contacts let the bot write to them.
@Tag("sql")
final class EnrolmentTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final OnCallTeam team = new OnCallTeam(database);

  @Test
  void whoever_has_the_username_becomes_the_contact_and_gets_a_first_test() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "Ann_Dev"));
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(OWNER);

    Enrolled done = contacts.enrolment().accept(code(contacts), ANN, "ann_dev");

    assertThat(done).isEqualTo(new Enrolled.Done(Duty.DEVELOPER));
    assertThat(team.called(contacts, Duty.DEVELOPER)).containsExactly(ANN);
    assertThat(contacts.roster().knows(ANN)).isTrue();
    assertThat(team.texts("SELECT chat_id::text FROM outgoing")).containsExactly("101");
    assertThat(team.acts()).containsExactly("contact.invited", "contact.enrolled");
  }

  @Test
  void a_start_with_the_same_file_keeps_who_is_enrolled() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    contacts.enrolment().accept(code(contacts), ANN, "ann_dev");

    Contacts again = team.pinned(OnCallTeam.name("developer", "Ann_dev"));

    assertThat(team.called(again, Duty.DEVELOPER)).containsExactly(ANN);
  }

  @Test
  void a_link_makes_nobody_a_contact_who_is_not_meant() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    String code = code(contacts);

    assertThat(contacts.enrolment().accept(code, STRANGER, "mallory")).isEqualTo(somebodyElse());
    assertThat(contacts.enrolment().accept(code, STRANGER, null)).isEqualTo(somebodyElse());
    assertThat(contacts.enrolment().accept(code, ANN, "ann_dev")).isInstanceOf(Enrolled.Done.class);
    assertThat(contacts.enrolment().accept(code, STRANGER, "ann_dev"))
        .isEqualTo(refused(Reason.USED));

    Contacts byId = team.pinned(OnCallTeam.id("developer", ANN));
    assertThat(byId.enrolment().accept(code(byId), BEN, "ann_dev")).isEqualTo(somebodyElse());
  }

  @Test
  void hears_the_same_when_telegram_delivers_it_twice() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    String code = code(contacts);
    contacts.enrolment().accept(code, ANN, "ann_dev");

    assertThat(contacts.enrolment().accept(code, ANN, "ann_dev"))
        .isEqualTo(new Enrolled.Done(Duty.DEVELOPER));
    assertThat(team.texts("SELECT id::text FROM outgoing")).hasSize(1);
    assertThat(team.acts()).filteredOn("contact.enrolled"::equals).hasSize(1);
  }

  @Test
  void is_good_for_a_day_and_until_the_next_one() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    String first = code(contacts);
    String second = code(contacts);

    assertThat(contacts.enrolment().accept(first, ANN, "ann_dev"))
        .isEqualTo(refused(Reason.UNKNOWN));
    team.clock.pass(Duration.ofHours(24));
    assertThat(contacts.enrolment().accept(second, ANN, "ann_dev"))
        .isEqualTo(refused(Reason.EXPIRED));
  }

  @Test
  void a_made_up_code_costs_no_question_to_the_database() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    database.close();

    assertThat(contacts.enrolment().accept("A".repeat(43), ANN, "ann_dev"))
        .isEqualTo(refused(Reason.UNKNOWN));
  }

  @Test
  void the_owner_needs_none() {
    Contacts contacts = team.withoutFile();
    long owner = contacts.view().contacts().getFirst().id();

    assertThat(contacts.enrolment().issue(owner, OWNER)).isEmpty();
    assertThat(contacts.enrolment().issue(4711, OWNER)).isEmpty();
  }

  @Test
  void only_its_hash_is_kept_and_nobody_reads_it_along() {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    String code = code(contacts);

    assertThat(team.texts("SELECT contact::text FROM contact").toString()).doesNotContain(code);
    assertThat(team.texts("SELECT audit::text FROM audit").toString()).doesNotContain(code);
    assertThat(Codes.hidden("/start oncall_" + code)).isEqualTo("/start oncall_•••");
  }

  @Test
  void of_ten_who_open_it_at_once_one_is_enrolled() throws Exception {
    Contacts contacts = team.pinned(OnCallTeam.name("developer", "ann_dev"));
    String code = code(contacts);

    List<Enrolled> outcomes;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Callable<Enrolled> ann = () -> contacts.enrolment().accept(code, ANN, "ann_dev");
      Callable<Enrolled> ben = () -> contacts.enrolment().accept(code, BEN, "ann_dev");
      outcomes =
          threads.invokeAll(List.of(ann, ben, ben, ben, ben, ben, ben, ben, ben, ben)).stream()
              .map(one -> one.resultNow())
              .toList();
    }

    assertThat(team.texts("SELECT person_id::text FROM contact WHERE source = 'file'")).hasSize(1);
    assertThat(team.acts()).filteredOn("contact.enrolled"::equals).hasSize(1);
    boolean ann = outcomes.getFirst() instanceof Enrolled.Done;
    assertThat(outcomes.subList(1, 10))
        .filteredOn(one -> one instanceof Enrolled.Done)
        .hasSize(ann ? 0 : 9);
  }

  private static String code(Contacts contacts) {
    long id = contacts.view().contacts().getFirst().id();
    Enrolment.Link link = contacts.enrolment().issue(id, OWNER).orElseThrow();
    assertThat(link.start()).startsWith(Enrolment.PREFIX);
    return link.start().substring(Enrolment.PREFIX.length());
  }

  private static Enrolled refused(Reason reason) {
    return new Enrolled.Refused(reason);
  }

  private static Enrolled somebodyElse() {
    return refused(Reason.SOMEBODY_ELSE);
  }
}
