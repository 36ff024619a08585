package berry.audience;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("sql")
final class CountersTest {

  @AutoClose private final TestDatabase database = TestDatabase.fresh();

  @Test
  void counts_by_quarters_of_an_hour() {
    for (String at : new String[] {"12:00:00", "12:14:59", "12:15:00"}) {
      database
          .jdbi()
          .useTransaction(transaction ->
              new Counters(transaction)
                  .count("messages_out", Instant.parse("2026-03-02T" + at + "Z")));
    }

    List<String> counted =
        database
            .jdbi()
            .withHandle(handle ->
                handle
                    .createQuery(
                        """
                        SELECT
                          metric
                          || to_char(bucket AT TIME ZONE 'UTC', ' HH24:MI ')
                          || value
                        FROM activity
                        ORDER BY bucket
                        """)
                    .mapTo(String.class)
                    .list());
    assertThat(counted).containsExactly("messages_out 12:00 2", "messages_out 12:15 1");
  }
}
