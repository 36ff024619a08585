package berry.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import berry.http.Problem;
import berry.http.RateLimit;
import java.net.http.HttpResponse;
import java.time.Duration;
import org.jdbi.v3.core.JdbiException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class TokensTest {

  private static final String HERE = "192.0.2.1";
  private static final String ELSEWHERE = "192.0.2.2";
  private static final String GUESS = "g".repeat(43);

  @AutoClose private final Door door = new Door().withTalk();
  private final RateLimit failures = new RateLimit(3, Duration.ofHours(1));
  private final Tokens tokens = new Tokens(door.sessions, failures);

  @Test
  void refuses_a_guess_over_the_limit_without_asking_the_database() {
    guessesThreeTimes();
    takeTheDatabaseAway();

    var refused = catchThrowableOfType(Problem.class, () -> tokens.find(GUESS, HERE));

    assertThat(refused.status()).isEqualTo(429);
    assertThat(refused.headers()).containsKey("Retry-After");
    assertThatThrownBy(() -> tokens.find(GUESS, ELSEWHERE)).isInstanceOf(JdbiException.class);
  }

  @Test
  void lets_those_go_on_who_are_signed_in_at_the_address_of_a_guesser() {
    String before = door.signIn(Door.ANNA);
    assertThat(tokens.find(before, HERE)).isPresent();
    guessesThreeTimes();
    String since = door.signIn(Door.BORIS);
    tokens.welcome(since);

    for (int times = 0; times < 10; times++) {
      assertThat(tokens.find(before, HERE)).isPresent();
      assertThat(tokens.find(since, HERE)).isPresent();
    }
  }

  @Test
  void counts_no_session_that_is_good() {
    for (int times = 0; times < 10; times++) {
      assertThat(tokens.find(door.signIn(Door.ANNA), HERE)).isPresent();
    }

    guessesThreeTimes();
  }

  @Test
  void counts_a_session_that_is_over_like_any_guess() {
    String token = door.signIn(Door.ANNA);
    assertThat(tokens.find(token, HERE)).isPresent();
    door.sessions.close(token);

    assertThat(tokens.find(token, HERE)).isEmpty();
    for (int times = 0; times < 3; times++) {
      assertThat(tokens.find(token, HERE)).isEmpty();
    }
    assertThatThrownBy(() -> tokens.find(token, HERE)).isInstanceOf(Problem.class);
  }

  @Test
  void blames_nobody_for_a_database_that_is_away() {
    String token = door.signIn(Door.ANNA);
    takeTheDatabaseAway();
    for (int times = 0; times < 10; times++) {
      assertThatThrownBy(() -> tokens.find(token, HERE)).isInstanceOf(JdbiException.class);
    }
    door.rows.run("ALTER TABLE elsewhere RENAME TO session");

    assertThat(tokens.find(token, HERE)).isPresent();
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
    return door.send(
        door.to("/api/me", "guess-" + number).header("X-Forwarded-For", "198.51.100." + number));
  }

  private void guessesThreeTimes() {
    for (int times = 0; times < 3; times++) {
      assertThat(tokens.find(GUESS, HERE)).isEmpty();
    }
  }

  private void takeTheDatabaseAway() {
    door.rows.run("ALTER TABLE session RENAME TO elsewhere");
  }
}
