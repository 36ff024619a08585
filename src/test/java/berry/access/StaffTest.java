package berry.access;

import static berry.access.Cast.ANNA;
import static berry.access.Cast.BORIS;
import static berry.access.Cast.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import berry.testing.TestDatabase;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class StaffTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Cast cast = new Cast(database);
  private final Staff staff = cast.staff;

  @Test
  void a_stranger_is_an_ordinary_user() {
    staff.makeOwner(ANNA);

    assertThat(staff.roleOf(STRANGER)).isEqualTo(Role.USER);
    assertThat(staff.all()).containsExactly(ANNA);
  }

  @Test
  void appoints_no_second_owner() {
    assertThatThrownBy(() -> staff.appoint(STRANGER, Role.OWNER, ANNA))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void leaves_the_owner_alone() {
    staff.makeOwner(ANNA);

    assertThat(staff.appoint(ANNA, Role.OPERATOR, BORIS)).isFalse();
    assertThat(staff.dismiss(ANNA, BORIS)).isFalse();
    assertThat(staff.roleOf(ANNA)).isEqualTo(Role.OWNER);
  }

  @Test
  void repeating_changes_nothing_and_records_nothing() {
    staff.makeOwner(ANNA);
    staff.makeOwner(ANNA);
    assertThat(staff.appoint(BORIS, Role.OPERATOR, ANNA)).isTrue();
    assertThat(staff.appoint(BORIS, Role.OPERATOR, ANNA)).isFalse();
    assertThat(staff.dismiss(STRANGER, ANNA)).isFalse();

    assertThat(cast.acts()).containsExactly("owner.became", "staff.appointed");
    assertThat(cast.texts("SELECT ref FROM change")).hasSize(2);
  }

  @Test
  void a_role_may_what_the_roles_before_it_may() {
    assertThat(Role.OWNER.atLeast(Role.ADMIN)).isTrue();
    assertThat(Role.ADMIN.atLeast(Role.ADMIN)).isTrue();
    assertThat(Role.OPERATOR.atLeast(Role.ADMIN)).isFalse();
    assertThat(Role.USER.atLeast(Role.OPERATOR)).isFalse();
  }

  @Test
  void says_who_did_what_to_whom() {
    staff.appoint(BORIS, Role.ADMIN, ANNA);
    cast.audit.record(null, "demo.seeded", null, Map.of("people", 120));

    assertThat(
            cast.texts(
                "SELECT concat_ws(' ', person_id, act, target, detail) FROM audit ORDER BY id"))
        .containsExactly(
            "101 staff.appointed person 102 {\"role\": \"admin\"}",
            "demo.seeded {\"people\": 120}");
  }
}
