package berry.access;

import static org.assertj.core.api.Assertions.assertThat;

import berry.telegram.Token;
import berry.testing.TestDatabase;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Two replicas while the token changes: one has the old token still, the other the new one.
@Tag("sql")
final class WebhookSecretsTest {

  private static final Token OLD = new Token("7000000001:AAH-of_these_tests");
  private static final Token NEW = new Token("7000000001:AAH-another_of_these_tests");

  @AutoClose private final TestDatabase database = TestDatabase.fresh();
  private final WebhookSecrets old = new WebhookSecrets(OLD, database.database());
  private final WebhookSecrets young = new WebhookSecrets(NEW, database.database());

  @BeforeEach
  void begin() {
    old.remember();
    young.remember();
  }

  @Test
  void refuses_a_stranger() {
    assertThat(old.accepts(null)).isFalse();
    assertThat(old.accepts("")).isFalse();
    assertThat(old.accepts("x".repeat(300))).isFalse();
    assertThat(old.accepts(OLD.value())).isFalse();
    assertThat(old.accepts("0".repeat(64))).isFalse();
  }

  @Test
  void accepts_on_each_replica_what_any_of_them_gave_to_telegram() {
    assertThat(young.accepts(old.reveal())).isTrue();
    assertThat(old.accepts(young.reveal())).isTrue();
  }

  @Test
  void accepts_the_former_one_for_a_while_after_the_webhook_was_set_anew() {
    young.retireEarlier();

    assertThat(young.accepts(old.reveal())).isTrue();
    assertThat(hours()).isBetween(23.9, 24.0);
  }

  @Test
  void leaves_a_newer_one_alone() {
    old.retireEarlier();
    old.forgetRetired();

    assertThat(old.accepts(young.reveal())).isTrue();
    assertThat(rows()).isEqualTo(2);
  }

  @Test
  void refuses_the_former_one_once_nothing_is_under_way() {
    young.retireEarlier();
    young.forgetRetired();

    assertThat(new WebhookSecrets(NEW, database.database()).accepts(old.reveal())).isFalse();
    assertThat(rows()).isEqualTo(1);
  }

  @Test
  void refuses_the_former_one_at_once_when_the_token_leaked() {
    assertThat(young.forgetOthers()).isEqualTo(1);

    assertThat(new WebhookSecrets(NEW, database.database()).accepts(old.reveal())).isFalse();
  }

  @Test
  void refuses_the_former_one_after_a_day() {
    young.retireEarlier();
    database
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "UPDATE webhook_secret SET accepted_until = accepted_until - interval '24 h'"));

    assertThat(new WebhookSecrets(NEW, database.database()).accepts(old.reveal())).isFalse();
  }

  @Test
  void keeps_no_secret_in_the_database() {
    String kept =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery("SELECT string_agg(encode(hash, 'hex'), ' ') FROM webhook_secret")
                    .mapTo(String.class)
                    .one());

    assertThat(kept).doesNotContain(old.reveal(), young.reveal());
    assertThat(young).hasToString("•••");
  }

  private int rows() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle.createQuery("SELECT count(*) FROM webhook_secret").mapTo(Integer.class).one());
  }

  private double hours() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT extract(epoch FROM accepted_until - clock_timestamp()) / 3600
                    FROM webhook_secret
                    WHERE accepted_until IS NOT NULL
                    """)
                .mapTo(Double.class)
                .one());
  }
}
