package berry.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class DatabaseUrlTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          mysql://u:p@h/db                          | starts with
          u:p@h/db                                  | starts with
          postgres:/u:p@h/db                        | starts with
          postgres://                               | names no host
          postgres:///db                            | names no host
          postgres://u:p@/db                        | names no host
          postgres://u:p@h,/db                      | names no host
          postgres://u:p@h                          | names no database
          postgres://u:p@h/                         | names no database
          postgres://u:p@h/a/b                      | slash
          postgres://h/db                           | names no user
          postgres://:p@h/db                        | names no user
          postgres://u:p@h:/db                      | port is not a number
          postgres://u:p@h:x/db                     | port is not a number
          postgres://u:p@h:0/db                     | not between 1 and 65535
          postgres://u:p@h:65536/db                 | not between 1 and 65535
          postgres://u:p@h:99999999999/db           | port is not a number
          postgres://u:p@::1/db                     | IPv6 address stands in brackets
          postgres://u:p@[::1/db                    | bracket
          postgres://u:p@[h]/db                     | not an IPv6 address
          postgres://u:p@[::1]5432/db               | only a port may follow
          postgres://u:p@h h/db                     | not a name
          postgres://u:p@%2Fvar%2Frun/db            | Unix socket
          postgres://u:p%@h/db                      | two hex digits
          postgres://u:p%zz@h/db                    | two hex digits
          postgres://u:%ff@h/db                     | not UTF-8
          postgres://u:a%00b@h/db                   | %00
          postgres://u:pa/ss@h/db                   | %2F
          postgres://u:pa?ss@h/db                   | %3F
          postgres://u:p@h/db?sslmode=on            | sslmode is one of
          postgres://u:p@h/db?sslmod=require        | sslmode is
          postgres://u:p@h/db?sslmode               | has no value
          postgres://u:p@h/db?host=/var/run         | write it in the address
          postgres://u:p@h/db?connect_timeout=soon  | number of seconds
          postgres://u:p@h/db?target_session_attrs=x| target_session_attrs is one of
          """)
  void says_what_is_wrong_with_a_bad_address(String text, String reason) {
    assertThatThrownBy(() -> DatabaseUrl.parse(text))
        .isInstanceOf(BadDatabaseUrl.class)
        .hasMessageContaining(reason);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://u:p@h/db                         | jdbc:postgresql://h:5432/db | u | p
          postgresql://u:p@h:6432/db                  | jdbc:postgresql://h:6432/db | u | p
          POSTGRES://u:p@h/db                         | jdbc:postgresql://h:5432/db | u | p
          postgres://u@h/db                           | jdbc:postgresql://h:5432/db | u | ''
          postgres://u%40x:p%2F%3A%40%20%25@h/db      | jdbc:postgresql://h:5432/db | u@x | p/:@ %
          postgres://u:p@ss@h/db                      | jdbc:postgresql://h:5432/db | u | p@ss
          postgres://u:p#+ss@h/db                     | jdbc:postgresql://h:5432/db | u | p#+ss
          postgres://u:п%C3%A9@h/db                   | jdbc:postgresql://h:5432/db | u | пé
          postgres://u:p@[::1]/db                     | jdbc:postgresql://[::1]:5432/db | u | p
          postgres://u:p@[fe80::1]:6000/db            | jdbc:postgresql://[fe80::1]:6000/db | u | p
          postgres://u:p@a:1,b,[::1]:3/db             | jdbc:postgresql://a:1,b:5432,[::1]:3/db?targetServerType=primary | u | p
          postgres://u:p@a,b/db?target_session_attrs=any | jdbc:postgresql://a:5432,b:5432/db?targetServerType=any | u | p
          postgres://u:p@h/a%20b                      | jdbc:postgresql://h:5432/a%20b | u | p
          postgres://u:p@h/db?sslmode=verify-full     | jdbc:postgresql://h:5432/db?sslmode=verify-full | u | p
          postgres://u:p@h/db?sslmode=require&application_name=a%20b | jdbc:postgresql://h:5432/db?sslmode=require&ApplicationName=a%20b | u | p
          postgres://u:p@h/db?pgbouncer=true          | jdbc:postgresql://h:5432/db?prepareThreshold=0 | u | p
          postgres://u:p@h/db?options=-c%20a%3Db      | jdbc:postgresql://h:5432/db?options=-c%20a%3Db | u | p
          postgres://h/db?user=u&password=p           | jdbc:postgresql://h:5432/db | u | p
          jdbc:postgresql://h:1/db?user=u&password=p%2B1 | jdbc:postgresql://h:1/db | u | p+1
          jdbc:postgresql:db?user=u                   | jdbc:postgresql://localhost:5432/db | u | ''
          jdbc:postgresql://u:p@h/db                  | jdbc:postgresql://h:5432/db | u | p
          jdbc:postgresql://h/db?user=u&reWriteBatchedInserts=true | jdbc:postgresql://h:5432/db?reWriteBatchedInserts=true | u | ''
          """)
  void understands_every_form_people_have(String text, String jdbc, String user, String password)
      throws BadDatabaseUrl {
    DatabaseUrl url = DatabaseUrl.parse(text);

    assertThat(url.jdbcUrl()).isEqualTo(jdbc);
    assertThat(url.user()).isEqualTo(user);
    assertThat(url.password().reveal()).isEqualTo(password);
  }

  @Test
  void leaves_out_a_providers_own_parameter_with_a_warning() throws BadDatabaseUrl {
    DatabaseUrl url = DatabaseUrl.parse("postgres://u:p@h/db?connection_limit=5");

    assertThat(url.jdbcUrl()).doesNotContain("connection_limit");
    assertThat(url.warnings()).hasSize(1).first().asString().contains("connection_limit");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          postgres://u:canary@h/db
          postgres://u:ca@nary@h/db
          postgres://u:canary
          postgres://u:ca/canary@h/db
          postgres://u:ca?canary@h:1/db
          jdbc:postgresql:db?user=u&password=canary
          jdbc:postgresql://h/db?password=canary&user=u
          postgres://h/db?PASSWORD=canary
          canary
          mysql://u:canary@h/db
          https://canary:5432
          """)
  void shows_no_password_whatever_the_address_looks_like(String text) {
    assertThat(DatabaseUrl.masked(text)).doesNotContain("canary").contains("•••");
  }

  @Test
  void keeps_the_useful_part_of_an_address_when_masking() {
    assertThat(DatabaseUrl.masked("postgres://u:p@h:1/db?sslmode=require"))
        .isEqualTo("postgres://•••@h:1/db?sslmode=require");
  }

  @Test
  void prints_itself_without_its_password() throws BadDatabaseUrl {
    assertThat(DatabaseUrl.parse("postgres://u:canary@h/db").toString())
        .isEqualTo("postgresql://u:•••@h:5432/db");
  }

  @Test
  void survives_ten_thousand_random_addresses() {
    String alphabet = "pu:/@?&=#%[],.-_0a1é \u0000\uD800j$+";
    Random random = new Random(20261123);
    for (int round = 0; round < 10_000; round++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "postgres://" : "");
      int length = random.nextInt(40);
      for (int index = 0; index < length; index++) {
        text.append(alphabet.charAt(random.nextInt(alphabet.length())));
      }
      try {
        assertThat(DatabaseUrl.parse(text.toString()).jdbcUrl()).startsWith("jdbc:postgresql://");
      } catch (BadDatabaseUrl expected) {
        assertThat(expected).hasMessageNotContaining("\u0000");
      }
      assertThat(DatabaseUrl.masked(text.toString())).isNotNull();
    }
  }
}
