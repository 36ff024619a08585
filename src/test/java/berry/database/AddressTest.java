package berry.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AddressTest {

  @Test
  void refuses_a_text_that_is_no_address_and_does_not_repeat_it() {
    assertThatThrownBy(() -> new Address("mysql://root:secret@host/db", "me", "secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageNotContainingAny("secret");
  }

  @Test
  void never_shows_its_password() {
    Address address = new Address("jdbc:postgresql://host/db?password=secret", "me", "secret");

    assertThat(address).hasToString("me@host:5432/db");
  }

  @Test
  void names_every_host() {
    assertThat(new Address("jdbc:postgresql://one,two:5433/db", "me", "").hosts())
        .isEqualTo("one:5432, two:5433");
  }

  @Test
  void moves_to_another_database_with_its_options() {
    Address address = new Address("jdbc:postgresql://one,two/db?sslmode=require", "me", "");

    assertThat(address.withDatabase("other").jdbcUrl())
        .isEqualTo("jdbc:postgresql://one,two/other?sslmode=require");
  }
}
