package berry.access;

import static berry.access.Cast.ANNA;
import static berry.access.Cast.BORIS;
import static berry.access.Cast.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.access.Accepted.Reason;
import berry.database.Changes;
import berry.database.Database;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class InvitationsTest {

  private static final long OWNER = 1;
  private static final long ADMIN = 2;
  private static final long OPERATOR = 3;

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Cast cast = new Cast(database);
  private final Invitations invitations = cast.invitations;

  @BeforeEach
  void there_is_a_team() {
    cast.staff.makeOwner(OWNER);
    cast.staff.appoint(ADMIN, Role.ADMIN, OWNER);
    cast.staff.appoint(OPERATOR, Role.OPERATOR, OWNER);
  }

  @Test
  void a_made_up_code_costs_no_question_to_the_database() {
    String genuine = code(Role.OPERATOR, OWNER);
    String forSignIn = cast.links.issue(ANNA);
    Database away = Database.open(database.address(), 1);
    Invitations asking =
        new Invitations(
            away, new Changes(away, database.address()), cast.audit, Cast.SEAL, cast.clock);
    away.close();

    assertThat(asking.accept("A".repeat(43), STRANGER)).isEqualTo(refused(Reason.UNKNOWN));
    assertThat(asking.accept("' OR true --", STRANGER)).isEqualTo(refused(Reason.UNKNOWN));
    assertThat(asking.accept(forSignIn, STRANGER)).isEqualTo(refused(Reason.UNKNOWN));
    assertThatThrownBy(() -> asking.accept(genuine, STRANGER)).isInstanceOf(Exception.class);
  }

  @Test
  void makes_its_first_user_what_it_says_and_nobody_after() {
    String code = code(Role.OPERATOR, ADMIN);

    assertThat(invitations.accept(code, ANNA)).isEqualTo(new Accepted.Member(Role.OPERATOR));
    assertThat(invitations.accept(code, STRANGER)).isEqualTo(refused(Reason.USED));

    assertThat(cast.staff.roleOf(ANNA)).isEqualTo(Role.OPERATOR);
    assertThat(cast.staff.roleOf(STRANGER)).isEqualTo(Role.USER);
    assertThat(cast.texts("SELECT added_by::text FROM staff WHERE person_id = 101"))
        .containsExactly("2");
    assertThat(cast.acts()).endsWith("staff.invited", "staff.joined");
  }

  @Test
  void of_twenty_who_open_one_link_at_once_one_joins() throws Exception {
    String code = code(Role.OPERATOR, OWNER);

    List<Accepted> outcomes;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Accepted>> openings =
          LongStream.range(100, 120)
              .<Callable<Accepted>>mapToObj(person -> () -> invitations.accept(code, person))
              .toList();
      outcomes = threads.invokeAll(openings).stream().map(one -> one.resultNow()).toList();
    }

    assertThat(outcomes.stream().filter(one -> one instanceof Accepted.Member)).hasSize(1);
    assertThat(outcomes).filteredOn(refused(Reason.USED)::equals).hasSize(19);
    assertThat(cast.texts("SELECT person_id::text FROM staff WHERE person_id >= 100")).hasSize(1);
  }

  @Test
  void hears_the_same_when_telegram_delivers_it_twice() {
    String code = code(Role.OPERATOR, OWNER);
    invitations.accept(code, ANNA);

    assertThat(invitations.accept(code, ANNA)).isEqualTo(new Accepted.Member(Role.OPERATOR));
    assertThat(cast.acts()).filteredOn("staff.joined"::equals).hasSize(1);
  }

  @Test
  void takes_nothing_from_who_has_as_much_and_stays_good_for_another() {
    String code = code(Role.OPERATOR, OWNER);

    assertThat(invitations.accept(code, OWNER)).isEqualTo(new Accepted.Already(Role.OWNER));
    assertThat(invitations.accept(code, ADMIN)).isEqualTo(new Accepted.Already(Role.ADMIN));
    assertThat(invitations.accept(code, OPERATOR)).isEqualTo(new Accepted.Already(Role.OPERATOR));
    assertThat(invitations.accept(code, ANNA)).isEqualTo(new Accepted.Member(Role.OPERATOR));

    assertThat(cast.staff.roleOf(OWNER)).isEqualTo(Role.OWNER);
    assertThat(cast.staff.roleOf(ADMIN)).isEqualTo(Role.ADMIN);
  }

  @Test
  void raises_an_operator() {
    assertThat(invitations.accept(code(Role.ADMIN, OWNER), OPERATOR))
        .isEqualTo(new Accepted.Member(Role.ADMIN));
    assertThat(cast.staff.roleOf(OPERATOR)).isEqualTo(Role.ADMIN);
  }

  @Test
  void tells_a_code_that_is_over_from_one_that_was_used() {
    String code = code(Role.OPERATOR, OWNER);
    String used = code(Role.OPERATOR, OWNER);
    invitations.accept(used, BORIS);

    cast.clock.pass(Duration.ofHours(24));

    assertThat(invitations.accept(code, ANNA)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(invitations.accept(used, ANNA)).isEqualTo(refused(Reason.USED));
    assertThat(invitations.open()).isEmpty();
  }

  @Test
  void is_good_until_it_is_taken_back() {
    String code = code(Role.OPERATOR, ADMIN);
    long id = invitations.open().getFirst().id();

    assertThat(invitations.revoke(id, ADMIN)).isEqualTo(Outcome.DONE);
    assertThat(invitations.revoke(id, ADMIN)).isEqualTo(Outcome.UNKNOWN);

    assertThat(invitations.accept(code, ANNA)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(cast.acts()).endsWith("staff.uninvited");
  }

  @Test
  void nobody_invites_to_their_own_role_or_above_but_operators_by_admins() {
    assertThat(invitations.issue(Role.OPERATOR, OPERATOR)).isEmpty();
    assertThat(invitations.issue(Role.OPERATOR, STRANGER)).isEmpty();
    assertThat(invitations.issue(Role.ADMIN, ADMIN)).isEmpty();
    assertThat(invitations.issue(Role.ADMIN, OWNER)).isPresent();
    assertThat(cast.codes.issueClaim(ADMIN)).isEmpty();
    assertThat(cast.codes.issueClaim(OWNER)).isPresent();
  }

  @Test
  void an_admin_takes_back_no_invitation_of_an_admin_and_no_claim() {
    invitations.issue(Role.ADMIN, OWNER);
    cast.codes.issueClaim(OWNER);

    assertThat(invitations.open())
        .extracting(Invitations.Open::role)
        .containsExactlyInAnyOrder(Role.ADMIN, Role.OWNER)
        .hasSize(2);
    for (Invitations.Open one : invitations.open()) {
      assertThat(invitations.revoke(one.id(), ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
      assertThat(invitations.revoke(one.id(), OWNER)).isEqualTo(Outcome.DONE);
    }
    assertThat(invitations.open()).isEmpty();
  }

  @Test
  void a_claim_that_the_owner_took_back_makes_nobody_the_owner() {
    String claim = cast.codes.issueClaim(OWNER).orElseThrow().code();
    invitations.revoke(invitations.open().getFirst().id(), OWNER);

    assertThat(cast.codes.claim(claim, STRANGER))
        .isEqualTo(new Claimed.Refused(Claimed.Reason.EXPIRED));
  }

  @Test
  void a_dismissed_admin_leaves_no_link_behind_that_works() {
    String code = code(Role.OPERATOR, ADMIN);

    cast.team.dismiss(ADMIN, OWNER);

    assertThat(invitations.accept(code, ADMIN)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(invitations.accept(code, STRANGER)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(invitations.issue(Role.OPERATOR, ADMIN)).isEmpty();
    assertThat(invitations.open()).isEmpty();
  }

  @Test
  void who_may_no_longer_give_a_role_has_no_open_link_that_does() {
    String byAdmin = code(Role.OPERATOR, ADMIN);
    String toOperator = code(Role.OPERATOR, OWNER);
    String toAdmin = code(Role.ADMIN, OWNER);

    cast.team.change(ADMIN, Role.OPERATOR, null, OWNER);
    cast.staff.makeOwner(BORIS);

    assertThat(invitations.accept(byAdmin, STRANGER)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(invitations.accept(toAdmin, STRANGER)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(invitations.accept(toOperator, ANNA)).isEqualTo(new Accepted.Member(Role.OPERATOR));
  }

  @Test
  void who_was_dismissed_does_not_return_by_the_code_they_used() {
    String code = code(Role.OPERATOR, OWNER);
    invitations.accept(code, ANNA);
    cast.team.dismiss(ANNA, OWNER);

    assertThat(invitations.accept(code, ANNA)).isEqualTo(refused(Reason.USED));
    assertThat(cast.staff.roleOf(ANNA)).isEqualTo(Role.USER);
  }

  @Test
  void lists_who_invited_whom_until_when_and_never_the_code() {
    cast.team.change(ADMIN, null, "Vera", OWNER);
    String code = code(Role.OPERATOR, ADMIN);

    assertThat(invitations.open())
        .singleElement()
        .satisfies(one -> {
          assertThat(one.role()).isEqualTo(Role.OPERATOR);
          assertThat(one.createdBy()).isEqualTo(ADMIN);
          assertThat(one.creator()).isEqualTo("Vera");
          assertThat(one.expiresAt()).isEqualTo(cast.clock.instant().plus(Duration.ofHours(24)));
        });
    assertThat(cast.texts("SELECT code::text FROM code"))
        .allSatisfy(row -> assertThat(row).doesNotContain(code));
  }

  @Test
  void is_covered_up_where_texts_are_shown() {
    String code = code(Role.OPERATOR, OWNER);

    assertThat(Codes.hidden("/start invite_" + code)).isEqualTo("/start invite_•••");
    assertThat("invite_" + code).matches("[A-Za-z0-9_-]{1,64}");
  }

  private String code(Role role, long by) {
    return invitations.issue(role, by).orElseThrow().code();
  }

  private static Accepted refused(Reason reason) {
    return new Accepted.Refused(reason);
  }
}
