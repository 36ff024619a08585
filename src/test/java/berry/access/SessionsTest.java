package berry.access;

import static berry.access.Cast.ANNA;
import static berry.access.Cast.BORIS;
import static berry.access.Cast.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Await;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class SessionsTest {

  private static final Duration SOON = Duration.ofSeconds(10);

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Cast cast = new Cast(database);
  private final Sessions sessions = cast.sessions;

  @Test
  void knows_no_token_it_did_not_give() {
    cast.signIn(ANNA);

    assertThat(sessions.find("")).isEmpty();
    assertThat(sessions.find("' OR true --")).isEmpty();
    assertThat(sessions.find(Cast.SEAL.fresh(Seal.Purpose.SESSION))).isEmpty();
  }

  @Test
  void ends_after_an_hour_without_use() {
    String token = cast.signIn(ANNA).token();

    cast.clock.pass(Duration.ofMinutes(60));

    assertThat(sessions.find(token)).isEmpty();
  }

  @Test
  void ends_after_a_day_however_busy() {
    Sessions.Opened opened = cast.signIn(ANNA);
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
    String token = cast.signIn(ANNA).token();

    String stored = cast.texts("SELECT encode(token_hash, 'hex') FROM session").getFirst();
    assertThat(sessions.find(stored)).isEmpty();
    assertThat(cast.texts("SELECT session::text FROM session").getFirst()).doesNotContain(token);
    assertThat(cast.signIn(ANNA).toString()).contains("•••").doesNotContain("token=" + token);
  }

  @Test
  void signing_out_ends_this_session_and_not_a_strangers() {
    String anna = cast.signIn(ANNA).token();
    String stranger = cast.signIn(STRANGER).token();

    sessions.close(anna);

    assertThat(sessions.find(anna)).isEmpty();
    assertThat(sessions.find(stranger)).isPresent();
    assertThat(sessions.open(STRANGER, cast.clock.instant())).isPresent();
  }

  @Test
  void refuses_launch_data_signed_before_the_sign_out() {
    String token = cast.signIn(ANNA).token();
    var signed = cast.clock.instant();
    cast.clock.pass(Duration.ofMinutes(5));

    sessions.close(token);

    assertThat(sessions.open(ANNA, signed)).isEmpty();
    assertThat(sessions.open(ANNA, cast.clock.instant())).isEmpty();
    assertThat(sessions.open(ANNA, cast.clock.instant().plusSeconds(1))).isPresent();
  }

  @Test
  void an_unknown_token_signs_nobody_out() {
    sessions.close(Cast.SEAL.fresh(Seal.Purpose.SESSION));

    assertThat(cast.texts("SELECT person_id::text FROM sign_out")).isEmpty();
  }

  @Test
  void revoking_a_person_ends_all_their_sessions_links_and_launch_data() {
    String phone = cast.signIn(ANNA).token();
    String laptop = cast.signIn(ANNA).token();
    String other = cast.signIn(BORIS).token();
    String link = cast.links.issue(ANNA);

    assertThat(sessions.closeAll(ANNA, BORIS)).isEqualTo(2);

    assertThat(sessions.find(phone)).isEmpty();
    assertThat(sessions.find(laptop)).isEmpty();
    assertThat(sessions.find(other)).isPresent();
    assertThat(cast.links.use(link)).isEmpty();
    assertThat(sessions.open(ANNA, cast.clock.instant())).isEmpty();
    assertThat(cast.texts("SELECT person_id || ' ' || act || ' ' || target || detail FROM audit"))
        .containsExactly("102 sessions.closed person 101{\"sessions\": 2}");
    assertThat(cast.texts("SELECT ref FROM change WHERE person_id = " + ANNA))
        .containsExactly("sessions");
  }

  @Test
  void lets_nobody_slip_through_while_somebody_signs_out_everywhere() throws Exception {
    Instant signed = cast.clock.instant();
    cast.clock.pass(Duration.ofSeconds(1));

    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        Handle audit = database.jdbi().open()) {
      audit.begin().execute("LOCK TABLE audit");
      Future<Integer> signOut = threads.submit(() -> sessions.closeAll(ANNA, ANNA));
      Await.until(SOON, () -> waiting() == 1);
      Future<Optional<Sessions.Opened>> signIn = threads.submit(() -> sessions.open(ANNA, signed));
      Await.until(SOON, () -> waiting() == 2 || signIn.isDone());
      audit.commit();

      assertThat(signOut.get()).isZero();
      assertThat(signIn.get()).isEmpty();
    }
  }

  @Test
  void writes_its_use_down_once_a_minute_at_most() {
    String token = cast.signIn(ANNA).token();
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
    String token = cast.signIn(ANNA).token();
    assertThat(sessions.find(token).orElseThrow().role()).isEqualTo(Role.USER);

    cast.staff.appoint(ANNA, Role.ADMIN, null);
    assertThat(sessions.find(token).orElseThrow().role()).isEqualTo(Role.ADMIN);

    cast.staff.dismiss(ANNA, null);
    assertThat(sessions.find(token).orElseThrow().role()).isEqualTo(Role.USER);
  }

  @Test
  void says_who_asks_even_before_they_wrote_to_the_bot() {
    assertThat(sessions.find(cast.signIn(ANNA).token()))
        .contains(new Sessions.Caller(ANNA, Role.USER, "", null, null, "en", null));

    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "INSERT INTO person (id, first_name, language_code, first_seen_at,"
                    + " last_seen_at) VALUES (?, 'Анна', 'ru-RU', now(), now())",
                ANNA));

    assertThat(sessions.find(cast.signIn(ANNA).token()))
        .contains(new Sessions.Caller(ANNA, Role.USER, "Анна", null, null, "ru", null));
  }

  @Test
  void forgets_sessions_that_are_over() {
    cast.signIn(ANNA);
    cast.clock.pass(Duration.ofMinutes(61));
    String alive = cast.signIn(BORIS).token();

    assertThat(sessions.forgetEnded()).isEqualTo(1);

    assertThat(sessions.find(alive)).isPresent();
  }

  /// How many sessions of the database stand in front of a lock.
  private int waiting() {
    return cast.texts(
            """
            SELECT pid::text
            FROM pg_locks
            WHERE NOT granted
              AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
            """)
        .size();
  }
}
