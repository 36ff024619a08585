package berry.access;

import static berry.access.Cast.ANNA;
import static berry.access.Cast.BORIS;
import static org.assertj.core.api.Assertions.assertThat;

import berry.access.SignInLinks.Used;
import berry.testing.TestDatabase;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

final class SignInLinksTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Cast cast = new Cast(database);
  private final SignInLinks links = cast.links;

  @Test
  void signs_in_its_person_once_within_five_minutes() {
    String code = links.issue(ANNA);
    String late = links.issue(BORIS);

    assertThat(links.use(code)).contains(new Used(ANNA, cast.clock.instant()));
    assertThat(links.use(code)).isEmpty();

    cast.clock.pass(Duration.ofMinutes(5));
    assertThat(links.use(late)).isEmpty();
  }

  @Test
  void is_over_once_its_person_has_signed_out_anywhere() {
    String phone = cast.signIn(ANNA).token();
    String code = links.issue(ANNA);
    String other = links.issue(BORIS);

    cast.sessions.close(phone);

    assertThat(links.use(code)).isEmpty();
    assertThat(links.use(other)).isPresent();
  }

  @Test
  void opens_nothing_when_the_sign_out_comes_between_its_use_and_the_session() {
    String phone = cast.signIn(ANNA).token();
    Used used = links.use(links.issue(ANNA)).orElseThrow();
    cast.clock.pass(Duration.ofSeconds(1));

    cast.sessions.close(phone);

    assertThat(cast.sessions.open(used.personId(), used.issuedAt())).isEmpty();
  }
}
