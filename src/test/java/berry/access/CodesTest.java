package berry.access;

import static berry.access.Cast.ANNA;
import static berry.access.Cast.BORIS;
import static berry.access.Cast.STRANGER;
import static org.assertj.core.api.Assertions.assertThat;

import berry.access.Claimed.Reason;
import berry.testing.TestDatabase;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class CodesTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final Cast cast = new Cast(database);
  private final Codes codes = cast.codes;

  @Test
  void a_guessed_code_makes_nobody_the_owner() {
    codes.issueClaim();

    assertThat(codes.claim("guess", STRANGER)).isEqualTo(refused(Reason.UNKNOWN));
    assertThat(cast.staff.owner()).isEmpty();
  }

  @Test
  void a_used_code_gives_a_stranger_nothing() {
    String code = codes.issueClaim();
    codes.claim(code, ANNA);

    assertThat(codes.claim(code, STRANGER)).isEqualTo(refused(Reason.USED));
    assertThat(cast.staff.owner()).contains(ANNA);
    assertThat(cast.staff.roleOf(STRANGER)).isEqualTo(Role.USER);
  }

  @Test
  void a_code_is_good_for_half_an_hour() {
    String code = codes.issueClaim();

    cast.clock.pass(Duration.ofMinutes(30));

    assertThat(codes.claim(code, ANNA)).isEqualTo(refused(Reason.EXPIRED));
  }

  @Test
  void of_several_links_only_the_newest_works() {
    String old = codes.issueClaim();
    String newest = codes.issueClaim();

    assertThat(codes.claim(old, STRANGER)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(codes.claim(newest, ANNA)).isEqualTo(new Claimed.Owner(Optional.empty()));
  }

  @Test
  void a_link_from_before_there_was_an_owner_takes_nothing_over() {
    String leaked = codes.issueClaim();
    cast.staff.makeOwner(ANNA);

    assertThat(codes.claim(leaked, STRANGER)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(cast.staff.owner()).contains(ANNA);
  }

  @Test
  void a_link_made_under_another_owner_takes_nothing_over() {
    cast.staff.makeOwner(ANNA);
    String leaked = codes.issueClaim();
    cast.staff.makeOwner(BORIS);

    assertThat(codes.claim(leaked, STRANGER)).isEqualTo(refused(Reason.EXPIRED));
    assertThat(cast.staff.owner()).contains(BORIS);
  }

  @Test
  void a_new_link_moves_ownership_and_the_owner_before_stays_admin() {
    codes.claim(codes.issueClaim(), ANNA);

    Claimed claimed = codes.claim(codes.issueClaim(), BORIS);

    assertThat(claimed).isEqualTo(new Claimed.Owner(Optional.of(ANNA)));
    assertThat(cast.staff.owner()).contains(BORIS);
    assertThat(cast.staff.roleOf(ANNA)).isEqualTo(Role.ADMIN);
    assertThat(cast.acts())
        .containsExactly("owner.link", "owner.became", "owner.link", "owner.became");
    assertThat(cast.texts("SELECT person_id::text FROM change WHERE topic = 'person' ORDER BY id"))
        .containsExactly("101", "101", "102");
  }

  @Test
  void hears_the_same_when_telegram_delivers_the_claim_twice() {
    String code = codes.issueClaim();
    codes.claim(code, ANNA);

    assertThat(codes.claim(code, ANNA)).isEqualTo(new Claimed.Owner(Optional.empty()));
    assertThat(cast.acts()).containsExactly("owner.link", "owner.became");
  }

  @Test
  void a_former_owner_cannot_return_by_the_code_they_used() {
    String code = codes.issueClaim();
    codes.claim(code, ANNA);
    cast.staff.makeOwner(BORIS);

    assertThat(codes.claim(code, ANNA)).isEqualTo(refused(Reason.USED));
    assertThat(cast.staff.owner()).contains(BORIS);
  }

  @Test
  void of_twenty_who_claim_at_once_one_wins() throws Exception {
    String code = codes.issueClaim();

    List<Claimed> outcomes;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Callable<Claimed>> claims =
          IntStream.range(1, 21)
              .<Callable<Claimed>>mapToObj(person -> () -> codes.claim(code, person))
              .toList();
      outcomes = threads.invokeAll(claims).stream().map(one -> one.resultNow()).toList();
    }

    assertThat(outcomes.stream().filter(one -> one instanceof Claimed.Owner)).hasSize(1);
    assertThat(cast.texts("SELECT person_id::text FROM staff")).hasSize(1);
  }

  @Test
  void a_dashboard_code_is_no_claim_and_a_claim_no_dashboard_code() {
    assertThat(codes.claim(cast.links.issue(ANNA), STRANGER)).isEqualTo(refused(Reason.UNKNOWN));
    assertThat(cast.links.use(codes.issueClaim())).isEmpty();
  }

  @Test
  void keeps_no_code_that_could_be_used() {
    String claim = codes.issueClaim();
    String dashboard = cast.links.issue(ANNA);

    assertThat(cast.texts("SELECT code::text FROM code"))
        .allSatisfy(row -> assertThat(row).doesNotContain(claim).doesNotContain(dashboard));
  }

  @Test
  void fits_into_a_start_link() {
    assertThat("claim_" + codes.issueClaim()).matches("[A-Za-z0-9_-]{1,64}");
  }

  @Test
  void forgets_spent_codes_after_a_day() {
    cast.links.issue(ANNA);
    cast.clock.pass(Duration.ofHours(25));
    String fresh = cast.links.issue(ANNA);

    assertThat(codes.forgetSpent()).isEqualTo(1);
    assertThat(cast.links.use(fresh)).isPresent();
  }

  private static Claimed refused(Reason reason) {
    return new Claimed.Refused(reason);
  }
}
