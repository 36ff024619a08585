package berry.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGProperty;

/// What follows the `?` of a database address, translated from libpq's names to pgjdbc's.
///
/// A name that neither knows is left out with a warning (providers add their own), unless it looks
/// like a slip: `sslmod=require` ignored would be a connection in the clear.
final class DatabaseParameters {

  private static final Map<String, String> LIBPQ =
      Map.ofEntries(
          Map.entry("application_name", "ApplicationName"),
          Map.entry("channel_binding", "channelBinding"),
          Map.entry("connect_timeout", "connectTimeout"),
          Map.entry("gssencmode", "gssEncMode"),
          Map.entry("keepalives", "tcpKeepAlive"),
          Map.entry("krbsrvname", "kerberosServerName"),
          Map.entry("load_balance_hosts", "loadBalanceHosts"),
          Map.entry("options", "options"),
          Map.entry("password", "password"),
          Map.entry("replication", "replication"),
          Map.entry("require_auth", "requireAuth"),
          Map.entry("schema", "currentSchema"),
          Map.entry("sslcert", "sslcert"),
          Map.entry("sslkey", "sslkey"),
          Map.entry("sslmode", "sslmode"),
          Map.entry("sslnegotiation", "sslNegotiation"),
          Map.entry("sslpassword", "sslpassword"),
          Map.entry("sslrootcert", "sslrootcert"),
          Map.entry("target_session_attrs", "targetServerType"),
          Map.entry("user", "user"));

  /// Understood, and already true of every connection that pgjdbc makes.
  private static final Set<String> NEEDLESS =
      Set.of("client_encoding", "fallback_application_name", "tcp_user_timeout");

  private static final Set<String> SSL_MODES =
      Set.of("disable", "allow", "prefer", "require", "verify-ca", "verify-full");

  private static final Map<String, String> SESSIONS =
      Map.of(
          "any", "any",
          "read-write", "primary",
          "primary", "primary",
          "read-only", "secondary",
          "standby", "secondary",
          "prefer-standby", "preferSecondary");

  private final Map<String, String> properties = new LinkedHashMap<>();
  private final List<String> warnings = new ArrayList<>();

  /// @param query without the `?`; may be empty
  static DatabaseParameters parse(String query, boolean jdbc) throws BadDatabaseUrl {
    DatabaseParameters parameters = new DatabaseParameters();
    for (String pair : query.split("&", -1)) {
      if (!pair.isEmpty()) {
        parameters.add(pair, jdbc);
      }
    }
    return parameters;
  }

  /// In pgjdbc's names, `user` and `password` among them.
  Map<String, String> properties() {
    return properties;
  }

  List<String> warnings() {
    return warnings;
  }

  private void add(String pair, boolean jdbc) throws BadDatabaseUrl {
    int equals = pair.indexOf('=');
    String name = Percent.decode(equals < 0 ? pair : pair.substring(0, equals), "parameters");
    if (equals < 0 && !jdbc) {
      throw new BadDatabaseUrl("the parameter " + safe(name) + " has no value");
    }
    String raw = equals < 0 ? "" : pair.substring(equals + 1);
    // pgjdbc reads its own form as a web form, where a plus means a space
    String value = Percent.decode(jdbc ? raw.replace('+', ' ') : raw, safe(name));
    switch (name) {
      case "host", "hostaddr", "port", "dbname" ->
          throw new BadDatabaseUrl(
              name + " is given as a parameter; write it in the address: host:port/database");
      case "pgbouncer" -> {
        if (value.equals("true")) {
          properties.put("prepareThreshold", "0");
        }
      }
      case "sslmode" -> properties.put(name, sslMode(value));
      case "target_session_attrs" -> properties.put("targetServerType", session(value));
      case "keepalives" -> properties.put("tcpKeepAlive", value.equals("0") ? "false" : "true");
      case "load_balance_hosts" ->
          properties.put("loadBalanceHosts", value.equals("random") ? "true" : "false");
      case "connect_timeout" -> properties.put("connectTimeout", seconds(name, value));
      default -> other(name, value);
    }
  }

  private void other(String name, String value) throws BadDatabaseUrl {
    @Nullable String known = LIBPQ.get(name);
    if (known != null || PGProperty.forName(name) != null) {
      properties.put(known != null ? known : name, value);
    } else if (!NEEDLESS.contains(name)) {
      var meant = Nearest.to(name, known());
      if (meant.isPresent()) {
        throw new BadDatabaseUrl(
            "the parameter " + safe(name) + " is not known; " + meant.get() + " is");
      }
      warnings.add("the parameter " + safe(name) + " is not known and left out");
    }
  }

  private static Set<String> known() {
    Set<String> names = new TreeSet<>(LIBPQ.keySet());
    for (PGProperty property : PGProperty.values()) {
      names.add(property.getName());
    }
    return names;
  }

  private static String sslMode(String value) throws BadDatabaseUrl {
    if (!SSL_MODES.contains(value)) {
      throw new BadDatabaseUrl(
          "sslmode is one of disable, allow, prefer, require, verify-ca, verify-full");
    }
    return value;
  }

  private static String session(String value) throws BadDatabaseUrl {
    @Nullable String type = SESSIONS.get(value);
    if (type == null) {
      throw new BadDatabaseUrl(
          "target_session_attrs is one of any, read-write, read-only, primary, standby,"
              + " prefer-standby");
    }
    return type;
  }

  private static String seconds(String name, String value) throws BadDatabaseUrl {
    if (!value.matches("[0-9]{1,6}")) {
      throw new BadDatabaseUrl(name + " is a number of seconds");
    }
    return value;
  }

  /// A name is shown only if it looks like one: a stray `&` may have cut it out of a password.
  private static String safe(String name) {
    return name.matches("[A-Za-z][A-Za-z_.]{0,40}") ? name : "•••";
  }
}
