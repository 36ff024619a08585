package berry.backup;

import static java.nio.charset.StandardCharsets.UTF_8;

import berry.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Objects;

/// A database of everything that is easy to lose on the way: `oddities.sql`.
final class Oddities {

  /// Rows of all its tables together.
  static final long ROWS = 1001 + 4 + 5 + 2 + 1 + 1 + 1;

  private Oddities() {}

  static void into(TestDatabase database) {
    try (InputStream file = Oddities.class.getResourceAsStream("oddities.sql");
        Connection connection =
            database
                .address()
                .withOption("preferQueryMode", "simple")
                .connect(Duration.ofMinutes(1));
        Statement statement = connection.createStatement()) {
      statement.setEscapeProcessing(false);
      statement.execute(new String(Objects.requireNonNull(file).readAllBytes(), UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SQLException e) {
      throw new IllegalStateException("oddities.sql", e);
    }
  }
}
