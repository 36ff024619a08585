package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import berry.http.Problem;
import berry.http.RateLimit;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class GuessesTest {

  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";
  private static final String GUESS = "g".repeat(43);

  @AutoClose private final DashboardFixture fixture = new DashboardFixture().withTalk();
  private final Guesses guesses = new Guesses(new RateLimit(3, Duration.ofHours(1)));

  @Test
  void refuses_a_guess_without_asking_the_database_and_in_the_end_with_429() {
    takeTheDatabaseAway();

    guessThreeTimes();
    var refused = catchThrowableOfType(Problem.class, () -> find(GUESS, HERE));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsKey("Retry-After");
    assertThat(find(GUESS, ELSEWHERE)).isEmpty();
  }

  @Test
  void lets_everybody_go_on_who_is_signed_in_at_the_address_of_a_guesser() {
    guessThreeTimes();

    for (int times = 0; times < 10; times++) {
      assertThat(find(fixture.signIn(DashboardFixture.ANNA), HERE)).isPresent();
    }
  }

  @Test
  void counts_no_session_that_is_good() {
    for (int times = 0; times < 10; times++) {
      assertThat(find(fixture.signIn(DashboardFixture.ANNA), HERE)).isPresent();
    }

    guessThreeTimes();
  }

  @Test
  void asks_once_about_a_session_that_is_over_and_blames_nobody_for_it() {
    String token = fixture.signIn(DashboardFixture.ANNA);
    fixture.sessions.close(token);
    assertThat(find(token, HERE)).isEmpty();
    takeTheDatabaseAway();

    for (int times = 0; times < 10; times++) {
      assertThat(find(token, HERE)).isEmpty();
    }

    guessThreeTimes();
  }

  @Test
  void blames_nobody_for_a_database_that_is_away() {
    String token = fixture.signIn(DashboardFixture.ANNA);
    takeTheDatabaseAway();
    for (int times = 0; times < 10; times++) {
      assertThatThrownBy(() -> find(token, HERE)).isInstanceOf(JdbiException.class);
    }
    fixture.rows.run("ALTER TABLE elsewhere RENAME TO session");

    assertThat(find(token, HERE)).isPresent();
  }

  @Test
  void slows_down_who_guesses_whatever_address_they_claim_to_have() {
    HttpResponse<String> answer = guess(0);
    for (int i = 1; i < 300 && answer.statusCode() == 401; i++) {
      answer = guess(i);
    }

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.headers().firstValue("Retry-After")).contains("1");
  }

  private HttpResponse<String> guess(int number) {
    return fixture.send(
        fixture.to("/api/me", "guess-" + number).header("X-Forwarded-For", "198.51.100." + number));
  }

  private Optional<?> find(String token, String address) {
    return guesses.find(
        token, fixture.sessions.genuine(token), address, () -> fixture.sessions.find(token));
  }

  private void guessThreeTimes() {
    for (int times = 0; times < 3; times++) {
      assertThat(find(GUESS, HERE)).isEmpty();
    }
  }

  private void takeTheDatabaseAway() {
    fixture.rows.run("ALTER TABLE session RENAME TO elsewhere");
  }
}
