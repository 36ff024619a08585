package berry.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The address of a PostgreSQL database, in any of the forms people have it in.
///
/// @param jdbcUrl for pgjdbc, without user and password
/// @param user who connects
/// @param password empty when the server asks for none
/// @param hosts at least one, in the order to try
/// @param database name of the database
/// @param warnings what was left out of the address, in words
public record DatabaseUrl(
    String jdbcUrl,
    String user,
    Secret password,
    List<DatabaseHost> hosts,
    String database,
    List<String> warnings) {

  private static final String JDBC = "jdbc:postgresql:";
  private static final Pattern SCHEME =
      Pattern.compile("(?i)(postgres(ql)?://|jdbc:postgresql:(//)?)");
  private static final Pattern PASSWORDS = Pattern.compile("(?i)((?:ssl)?password=)[^&]*");

  /// Understands `postgres://`, `postgresql://` and `jdbc:postgresql:`.
  public static DatabaseUrl parse(String text) throws BadDatabaseUrl {
    boolean jdbc = lower(text).startsWith("jdbc:");
    String rest = withoutScheme(text);
    // 1. authority / database ? parameters; there is no fragment, a # is part of what holds it
    int question = rest.indexOf('?');
    String query = question < 0 ? "" : rest.substring(question + 1);
    String path = question < 0 ? rest : rest.substring(0, question);
    int slash = path.indexOf('/');
    String authority = slash < 0 ? path : path.substring(0, slash);
    String database = slash < 0 ? "" : path.substring(slash + 1);
    refuseStrayAt(authority, database + query);
    // 2. user:password@hosts; the last @, so that a password may hold a plain one
    int at = authority.lastIndexOf('@');
    String login = at < 0 ? "" : authority.substring(0, at);
    DatabaseParameters parameters = DatabaseParameters.parse(query, jdbc);
    Map<String, String> properties = parameters.properties();
    List<DatabaseHost> hosts = hosts(authority.substring(at + 1));
    // 3. who, with which password, to which database
    int colon = login.indexOf(':');
    String user = Percent.decode(colon < 0 ? login : login.substring(0, colon), "user");
    String password = colon < 0 ? "" : Percent.decode(login.substring(colon + 1), "password");
    String otherUser = properties.remove("user");
    String otherPassword = properties.remove("password");
    String who = user.isEmpty() ? orEmpty(otherUser) : user;
    if (who.isEmpty()) {
      throw new BadDatabaseUrl("it names no user");
    }
    String name = Percent.decode(database, "database name");
    if (name.isEmpty() || name.contains("/")) {
      throw new BadDatabaseUrl(
          name.isEmpty() ? "it names no database" : "the database name holds a slash");
    }
    // Several hosts mean a standby among them, and Berry writes.
    if (hosts.size() > 1) {
      properties.putIfAbsent("targetServerType", "primary");
    }
    return new DatabaseUrl(
        jdbcUrl(hosts, name, properties),
        who,
        new Secret(password.isEmpty() ? orEmpty(otherPassword) : password),
        hosts,
        name,
        List.copyOf(parameters.warnings()));
  }

  /// The address as it may be shown, whatever it holds: everything that could be a password is
  /// `•••`. Made for text that [#parse] refuses.
  public static String masked(String text) {
    Matcher scheme = SCHEME.matcher(text);
    if (!scheme.lookingAt()) {
      return "••• (" + text.length() + " characters)";
    }
    String rest = text.substring(scheme.end());
    int at = rest.lastIndexOf('@');
    int colon = rest.indexOf(':');
    String shown = rest;
    if (at >= 0) {
      shown = "•••" + rest.substring(at);
    } else if (colon >= 0 && !rest.contains("?")) {
      // the end may have been cut off: what follows the colon is then a password, not a port
      shown = rest.substring(0, colon) + ":•••";
    }
    return scheme.group() + PASSWORDS.matcher(shown).replaceAll("$1•••");
  }

  private static String withoutScheme(String text) throws BadDatabaseUrl {
    String start = lower(text);
    if (start.startsWith("postgres://")) {
      return text.substring("postgres://".length());
    }
    if (start.startsWith("postgresql://")) {
      return text.substring("postgresql://".length());
    }
    if (start.startsWith(JDBC + "//")) {
      return text.substring((JDBC + "//").length());
    }
    if (start.startsWith(JDBC)) {
      // pgjdbc's short form, jdbc:postgresql:database
      return "localhost/" + text.substring(JDBC.length()).replaceFirst("^/", "");
    }
    throw new BadDatabaseUrl(
        "it starts with postgres://, postgresql:// or jdbc:postgresql:// and nothing else");
  }

  private static void refuseStrayAt(String authority, String rest) throws BadDatabaseUrl {
    if (!authority.contains("@") && authority.contains(":") && rest.contains("@")) {
      throw new BadDatabaseUrl(
          "the password seems to hold a plain / or ?; write / as %2F and ? as %3F");
    }
  }

  private static List<DatabaseHost> hosts(String text) throws BadDatabaseUrl {
    List<DatabaseHost> hosts = new ArrayList<>();
    for (String one : text.split(",", -1)) {
      hosts.add(DatabaseHost.parse(one));
    }
    return List.copyOf(hosts);
  }

  private static String jdbcUrl(
      List<DatabaseHost> hosts, String database, Map<String, String> properties) {
    String where = hosts.stream().map(DatabaseHost::toString).collect(Collectors.joining(","));
    String how =
        properties.entrySet().stream()
            .map(one -> one.getKey() + "=" + Percent.encode(one.getValue()))
            .collect(Collectors.joining("&", properties.isEmpty() ? "" : "?", ""));
    return JDBC + "//" + where + "/" + Percent.encode(database) + how;
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /// Without the password.
  @Override
  public String toString() {
    return "postgresql://"
        + user
        + (password.reveal().isEmpty() ? "" : ":•••")
        + "@"
        + hosts.stream().map(DatabaseHost::toString).collect(Collectors.joining(","))
        + "/"
        + database;
  }
}
