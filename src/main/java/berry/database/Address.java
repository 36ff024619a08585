package berry.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.Driver;

/// Where a PostgreSQL database is and who we are there. Never shows its password.
///
/// @param jdbcUrl `jdbc:postgresql://host[:port][,host2…]/database[?options]`
public record Address(String jdbcUrl, String user, String password) {

  private static final Pattern PARTS =
      Pattern.compile("(jdbc:postgresql://[^/?]*/)([^?]*)(\\?.*)?", Pattern.DOTALL);

  public Address {
    if (Driver.parseURL(jdbcUrl, null) == null) {
      throw new IllegalArgumentException(
          "not an address like jdbc:postgresql://host:5432/database (its text is kept back: it may"
              + " hold a password)");
    }
  }

  /// The name of the database, not encoded.
  public String database() {
    return part("PGDBNAME");
  }

  /// Hosts with their ports for people to read: `one:5432, two:5433`.
  public String hosts() {
    String[] names = part("PGHOST").split(",", -1);
    String[] ports = part("PGPORT").split(",", -1);
    StringBuilder text = new StringBuilder();
    for (int n = 0; n < names.length; n++) {
      text.append(n == 0 ? "" : ", ").append(names[n]).append(':').append(ports[n]);
    }
    return text.toString();
  }

  /// A line for a shell that opens psql there; it asks for the password.
  public String psql() {
    return "psql -h %s -p %s -U %s -d %s"
        .formatted(
            quoted(part("PGHOST")), quoted(part("PGPORT")), quoted(user), quoted(database()));
  }

  private static String quoted(String word) {
    return word.matches("[\\w.,:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }

  /// Whether it says that a pooler in transaction mode stands there: a `SET` would be handed on to
  /// strangers, and a session is nobody's for long.
  boolean ofPooler() {
    return part("prepareThreshold").equals("0");
  }

  /// The same server and user, another database.
  ///
  /// @param name letters, digits and `_` only
  public Address withDatabase(String name) {
    Matcher parts = PARTS.matcher(jdbcUrl);
    if (!name.matches("\\w+") || !parts.matches()) {
      throw new IllegalArgumentException("no database name to put into an address: " + name);
    }
    String options = parts.group(3) == null ? "" : parts.group(3);
    return new Address(parts.group(1) + name + options, user, password);
  }

  /// The same, with one more option of the driver.
  public Address withOption(String name, String value) {
    String sign = jdbcUrl.contains("?") ? "&" : "?";
    return new Address(jdbcUrl + sign + name + "=" + value, user, password);
  }

  /// Whether somebody is there who takes a connection, within that time.
  public boolean answers(Duration patience) {
    try {
      connect(patience).close();
      return true;
    } catch (SQLException away) {
      return false;
    }
  }

  /// One connection outside any pool, for locks, LISTEN and the schema.
  ///
  /// @param silence how long the server may take to answer; zero for no limit
  public Connection connect(Duration silence) throws SQLException {
    Properties options = options(silence);
    options.setProperty("user", user);
    options.setProperty("password", password);
    return DriverManager.getConnection(jdbcUrl, options);
  }

  /// What every connection of ours is told; the same names in the URL win over these.
  static Properties options(Duration silence) {
    Properties options = new Properties();
    options.setProperty("ApplicationName", "berry");
    options.setProperty("connectTimeout", "5");
    options.setProperty("loginTimeout", "10");
    options.setProperty("socketTimeout", Long.toString(silence.toSeconds()));
    options.setProperty("tcpKeepAlive", "true");
    // A refused row would be quoted in the exception, and so in the log.
    options.setProperty("logServerErrorDetail", "false");
    return options;
  }

  @Override
  public String toString() {
    return user + "@" + hosts() + "/" + database();
  }

  private String part(String name) {
    Properties parts = Driver.parseURL(jdbcUrl, null);
    return parts == null ? "" : parts.getProperty(name, "");
  }
}
