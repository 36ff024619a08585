package berry.access;

import static berry.access.Cast.ANNA;
import static berry.access.Cast.BORIS;
import static berry.access.Cast.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SessionsTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Cast cast = new Cast(database);
  private final Sessions sessions = cast.sessions;

  @Test
  void knows_no_token_it_did_not_give() {
    sessions.open(ANNA);

    assertThat(sessions.find("")).isEmpty();
    assertThat(sessions.find("' OR true --")).isEmpty();
    assertThat(sessions.find(Opaque.fresh())).isEmpty();
  }

  @Test
  void ends_after_an_hour_without_use() {
    String token = sessions.open(ANNA).token();

    cast.clock.pass(Duration.ofMinutes(60));

    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void ends_after_a_day_however_busy() {
    Sessions.Opened opened = sessions.open(ANNA);
    for (int minutes = 30; minutes < 24 * 60; minutes += 30) {
      cast.clock.pass(Duration.ofMinutes(30));
      assertThat(sessions.find(opened.token())).isPresent();
    }

    cast.clock.pass(Duration.ofMinutes(30));

    assertThat(sessions.find(opened.token())).isEmpty();
    assertThat(opened.expiresAt()).isEqualTo(cast.clock.instant());
  }

  @Test
  void keeps_nothing_that_could_be_used_as_a_token() {
    String token = sessions.open(ANNA).token();

    String stored = cast.texts("SELECT encode(token_hash, 'hex') FROM session").getFirst();
    assertThat(sessions.find(stored)).isEmpty();
    assertThat(cast.texts("SELECT session::text FROM session").getFirst()).doesNotContain(token);
    assertThat(sessions.open(ANNA).toString()).contains("•••").doesNotContain("token=" + token);
  }

  @Test
  void signing_out_ends_this_session_and_not_a_strangers() {
    String anna = sessions.open(ANNA).token();
    String stranger = sessions.open(STRANGER).token();

    sessions.close(anna);

    assertThat(sessions.find(anna)).isEmpty();
    assertThat(sessions.find(stranger)).isPresent();
    assertThat(sessions.accepts(STRANGER, cast.clock.instant())).isTrue();
  }

  @Test
  void refuses_launch_data_signed_before_the_sign_out() {
    String token = sessions.open(ANNA).token();
    var signed = cast.clock.instant();
    cast.clock.pass(Duration.ofMinutes(5));

    sessions.close(token);

    assertThat(sessions.accepts(ANNA, signed)).isFalse();
    assertThat(sessions.accepts(ANNA, cast.clock.instant())).isFalse();
    assertThat(sessions.accepts(ANNA, cast.clock.instant().plusSeconds(1))).isTrue();
  }

  @Test
  void an_unknown_token_signs_nobody_out() {
    sessions.close(Opaque.fresh());

    assertThat(cast.texts("SELECT person_id::text FROM sign_out")).isEmpty();
  }

  @Test
  void revoking_a_person_ends_all_their_sessions_links_and_launch_data() {
    String phone = sessions.open(ANNA).token();
    String laptop = sessions.open(ANNA).token();
    String other = sessions.open(BORIS).token();
    String link = cast.codes.issueDashboard(ANNA);

    assertThat(sessions.closeAll(ANNA)).isEqualTo(2);

    assertThat(sessions.find(phone)).isEmpty();
    assertThat(sessions.find(laptop)).isEmpty();
    assertThat(sessions.find(other)).isPresent();
    assertThat(cast.codes.useDashboard(link)).isEmpty();
    assertThat(sessions.accepts(ANNA, cast.clock.instant())).isFalse();
    assertThat(cast.texts("SELECT ref FROM change WHERE person_id = " + ANNA))
        .containsExactly("sessions");
  }

  @Test
  void writes_its_use_down_once_a_minute_at_most() {
    String token = sessions.open(ANNA).token();
    String writes = "SELECT xmin::text || ctid::text FROM session";
    String first = cast.texts(writes).getFirst();

    cast.clock.pass(Duration.ofSeconds(60));
    sessions.find(token);
    assertThat(cast.texts(writes)).containsExactly(first);

    cast.clock.pass(Duration.ofSeconds(1));
    sessions.find(token);
    assertThat(cast.texts(writes)).doesNotContain(first);
  }

  @Test
  void shows_a_new_role_at_once() {
    String token = sessions.open(ANNA).token();
    assertThat(sessions.find(token).orElseThrow().role()).isEqualTo(Role.USER);

    cast.staff.appoint(ANNA, Role.ADMIN, null);
    assertThat(sessions.find(token).orElseThrow().role()).isEqualTo(Role.ADMIN);

    cast.staff.dismiss(ANNA, null);
    assertThat(sessions.find(token).orElseThrow().role()).isEqualTo(Role.USER);
  }

  @Test
  void says_who_asks_even_before_they_wrote_to_the_bot() {
    assertThat(sessions.find(sessions.open(ANNA).token()))
        .contains(new Sessions.Caller(ANNA, Role.USER, "", null, null, "en", null));

    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO person (id, first_name, language_code, first_seen_at,"
                    + " last_seen_at) VALUES (?, 'Анна', 'ru-RU', now(), now())",
                ANNA));

    assertThat(sessions.find(sessions.open(ANNA).token()))
        .contains(new Sessions.Caller(ANNA, Role.USER, "Анна", null, null, "ru", null));
  }

  @Test
  void forgets_sessions_that_are_over() {
    sessions.open(ANNA);
    cast.clock.pass(Duration.ofMinutes(61));
    String alive = sessions.open(BORIS).token();

    assertThat(sessions.forgetEnded()).isEqualTo(1);

    assertThat(sessions.find(alive)).isPresent();
  }
}
