package berry.access;

import static berry.access.Cast.ANNA;
import static berry.access.Cast.BORIS;
import static berry.access.Cast.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class TeamTest {

  private static final long OWNER = 1;
  private static final long ADMIN = 2;
  private static final long OTHER_ADMIN = 3;

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Cast cast = new Cast(database);
  private final Team team = cast.team;

  @BeforeEach
  void there_is_a_team() {
    cast.staff.makeOwner(OWNER);
    cast.staff.appoint(ADMIN, Role.ADMIN, OWNER);
    cast.staff.appoint(OTHER_ADMIN, Role.ADMIN, OWNER);
    cast.staff.appoint(ANNA, Role.OPERATOR, OWNER);
    cast.staff.appoint(BORIS, Role.OPERATOR, OWNER);
  }

  @Test
  void an_admin_touches_neither_an_admin_nor_the_owner_nor_themself() {
    for (long one : new long[] {OWNER, OTHER_ADMIN, ADMIN}) {
      assertThat(team.dismiss(one, ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
      assertThat(team.change(one, Role.OPERATOR, null, ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
    }
    assertThat(team.change(OTHER_ADMIN, null, "Other", ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(team.change(ANNA, Role.ADMIN, null, ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(cast.texts("SELECT role FROM staff ORDER BY person_id"))
        .containsExactly("owner", "admin", "admin", "operator", "operator");
  }

  @Test
  void the_owner_handles_everybody_but_themself() {
    assertThat(team.change(ANNA, Role.ADMIN, null, OWNER)).isEqualTo(Outcome.DONE);
    assertThat(team.change(ADMIN, Role.OPERATOR, "Vera", OWNER)).isEqualTo(Outcome.DONE);
    assertThat(team.dismiss(OTHER_ADMIN, OWNER)).isEqualTo(Outcome.DONE);
    assertThat(team.dismiss(OWNER, OWNER)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(team.change(OWNER, Role.ADMIN, null, OWNER)).isEqualTo(Outcome.NOT_ALLOWED);

    assertThat(cast.staff.roleOf(ANNA)).isEqualTo(Role.ADMIN);
    assertThat(cast.staff.roleOf(ADMIN)).isEqualTo(Role.OPERATOR);
    assertThat(cast.staff.roleOf(OTHER_ADMIN)).isEqualTo(Role.USER);
  }

  @Test
  void a_dismissed_admin_may_nothing_any_more() {
    team.dismiss(ADMIN, OWNER);

    assertThat(team.dismiss(ANNA, ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(team.change(ANNA, null, "Mine", ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(team.change(ADMIN, null, "Still here", ADMIN)).isEqualTo(Outcome.NOT_ALLOWED);
  }

  @Test
  void knows_nobody_who_is_not_of_the_team() {
    assertThat(team.dismiss(STRANGER, OWNER)).isEqualTo(Outcome.UNKNOWN);
    assertThat(team.change(STRANGER, Role.OPERATOR, null, OWNER)).isEqualTo(Outcome.UNKNOWN);
    assertThat(cast.staff.roleOf(STRANGER)).isEqualTo(Role.USER);
  }

  @Test
  void who_is_dismissed_has_no_session_left_and_nothing_taken_on() {
    String phone = cast.signIn(ANNA).token();
    String others = cast.signIn(BORIS).token();
    Instant proven = cast.clock.instant();

    assertThat(team.dismiss(ANNA, ADMIN)).isEqualTo(Outcome.DONE);

    assertThat(cast.sessions.find(phone)).isEmpty();
    assertThat(cast.sessions.open(ANNA, proven)).isEmpty();
    assertThat(cast.sessions.find(others)).isPresent();
    assertThat(cast.released).containsExactly(ANNA);
    assertThat(cast.acts()).endsWith("staff.dismissed", "sessions.closed");
  }

  @Test
  void nobody_is_released_who_is_not_dismissed() {
    team.dismiss(OTHER_ADMIN, ADMIN);
    team.dismiss(STRANGER, OWNER);

    assertThat(cast.released).isEmpty();
  }

  @Test
  void everybody_chooses_their_own_name_and_nobody_anothers() {
    assertThat(team.change(ANNA, null, "Anna B.", ANNA)).isEqualTo(Outcome.DONE);
    assertThat(team.change(BORIS, null, "Boris", ANNA)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(team.change(ANNA, Role.ADMIN, null, ANNA)).isEqualTo(Outcome.NOT_ALLOWED);
    assertThat(names()).containsExactly("Anna B.");

    assertThat(team.change(ANNA, null, "", ADMIN)).isEqualTo(Outcome.DONE);
    assertThat(names()).isEmpty();
    assertThat(cast.acts()).endsWith("staff.renamed", "staff.renamed");
  }

  @Test
  void repeating_changes_nothing_and_records_nothing() {
    team.change(ANNA, Role.OPERATOR, "Anna", ADMIN);
    int acts = cast.acts().size();

    assertThat(team.change(ANNA, Role.OPERATOR, "Anna", ADMIN)).isEqualTo(Outcome.DONE);

    assertThat(cast.acts()).hasSize(acts);
  }

  @Test
  void lists_the_owner_first_with_when_they_were_seen() {
    String token = cast.signIn(ANNA).token();
    Instant signedIn = cast.clock.instant();
    cast.clock.pass(Duration.ofSeconds(60));
    cast.sessions.find(token);
    assertThat(seen(ANNA)).isEqualTo(signedIn);

    cast.clock.pass(Duration.ofSeconds(1));
    cast.sessions.find(token);
    assertThat(seen(ANNA)).isEqualTo(cast.clock.instant());

    assertThat(team.members())
        .extracting(Team.Member::id)
        .containsExactly(OWNER, ADMIN, OTHER_ADMIN, ANNA, BORIS);
    assertThat(seen(BORIS)).isNull();
  }

  private @Nullable Instant seen(long person) {
    return team.members().stream()
        .filter(one -> one.id() == person)
        .findAny()
        .orElseThrow()
        .lastSeenAt();
  }

  private List<String> names() {
    return cast.texts("SELECT name FROM staff WHERE name IS NOT NULL");
  }
}
