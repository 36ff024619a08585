package berry.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the section `escalation` of `berry.yaml`; what is wrong in it is told to the file.
final class EscalationSection {

  private static final Set<String> KEYS = Set.of("contacts", "steps", "webhook", "mail", "deadMan");
  private static final Set<String> ROLES = Set.copyOf(EscalationRules.ROLES);
  private static final Set<String> STEP = Set.of("after", "to");
  private static final String ALL = "all";
  private static final Pattern NAME = Pattern.compile("@?[A-Za-z][A-Za-z0-9_]{2,31}");
  private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,15}");
  private static final String CONTACTS = "{developer: [279058397], devops: [\"@ann\"]}";
  private static final String STEPS = "[{after: 0m, to: developer}, {after: 15m, to: all}]";
  private static final int MOST_CONTACTS = 20;
  private static final int MOST_STEPS = 10;

  private final RulesFile file;

  EscalationSection(RulesFile file) {
    this.file = file;
  }

  EscalationRules read(JsonNode section) {
    if (section.isMissingNode()) {
      return EscalationRules.USUAL;
    }
    if (!section.isObject()) {
      file.refuse("escalation", section, "keys such as contacts, steps", "{contacts: {}}");
      return EscalationRules.USUAL;
    }
    file.refuseUnknown("escalation.", section.propertyNames(), KEYS);
    return new EscalationRules(
        section.has("contacts"),
        contacts(section.path("contacts")),
        steps(section.path("steps")),
        address("webhook", section.path("webhook"), "https://example.org/hook"),
        new MailAddress(file).read(section.path("mail")),
        deadMan(section.path("deadMan")));
  }

  private List<EscalationRules.Contact> contacts(JsonNode node) {
    List<EscalationRules.Contact> found = new ArrayList<>();
    if (node.isMissingNode()) {
      return found;
    }
    if (!node.isObject()) {
      file.refuse("escalation.contacts", node, "a list of people for a role", CONTACTS);
      return found;
    }
    file.refuseUnknown("escalation.contacts.", node.propertyNames(), ROLES);
    for (String role : EscalationRules.ROLES) {
      found.addAll(people(role, node.path(role)));
    }
    return found;
  }

  private List<EscalationRules.Contact> people(String role, JsonNode node) {
    String key = "escalation.contacts." + role;
    List<EscalationRules.Contact> found = new ArrayList<>();
    if (node.isMissingNode()) {
      return found;
    }
    if (!node.isArray() || node.size() > MOST_CONTACTS) {
      file.refuse(key, node, "a list of at most " + MOST_CONTACTS + " people", "[279058397]");
      return found;
    }
    Set<String> known = new HashSet<>();
    for (JsonNode one : node) {
      String text = one.isString() || one.isIntegralNumber() ? one.asString().strip() : "";
      if (!ID.matcher(text).matches() && !NAME.matcher(text).matches()) {
        file.refuse(key, one, "a Telegram id, or a username in quotes", "279058397 or \"@ann\"");
      } else if (!known.add(text.replaceFirst("^@", "").toLowerCase(Locale.ROOT))) {
        file.refuse(key, one, "each person once", "[279058397]");
      } else {
        found.add(contact(role, text));
      }
    }
    return found;
  }

  private static EscalationRules.Contact contact(String role, String text) {
    return ID.matcher(text).matches()
        ? new EscalationRules.Contact(role, Long.valueOf(text), null)
        : new EscalationRules.Contact(role, null, text.replaceFirst("^@", ""));
  }

  private List<EscalationRules.Step> steps(JsonNode node) {
    if (node.isMissingNode()) {
      return EscalationRules.USUAL.steps();
    }
    if (!node.isArray() || node.isEmpty() || node.size() > MOST_STEPS) {
      file.refuse("escalation.steps", node, "1 to " + MOST_STEPS + " steps", STEPS);
      return EscalationRules.USUAL.steps();
    }
    List<EscalationRules.Step> found = new ArrayList<>();
    for (JsonNode one : node) {
      EscalationRules.Step step = step(one);
      if (step != null) {
        found.add(step);
      }
    }
    // One that can't be read was refused: that another follows nothing is not the mistake then.
    return found.size() == node.size() && ordered(found, node)
        ? found
        : EscalationRules.USUAL.steps();
  }

  private boolean ordered(List<EscalationRules.Step> steps, JsonNode node) {
    if (!steps.getFirst().after().isZero()) {
      file.refuse("escalation.steps", node.get(0), "the first step at once: after: 0m", STEPS);
      return false;
    }
    for (int next = 1; next < steps.size(); next++) {
      if (steps.get(next).after().compareTo(steps.get(next - 1).after()) <= 0) {
        String rule = "each step later than the one before";
        file.refuse("escalation.steps", node.get(next), rule, STEPS);
        return false;
      }
    }
    return true;
  }

  /// All that is wrong in it is said, so it is read to its end in any case.
  private EscalationRules.@Nullable Step step(JsonNode node) {
    if (!node.isObject()) {
      file.refuse("escalation.steps", node, "when and who: after, to", STEPS);
      return null;
    }
    file.refuseUnknown("escalation.steps.", node.propertyNames(), STEP);
    JsonNode when = node.path("after");
    Duration after =
        file.length("escalation.steps.after", when, Duration.ZERO, EscalationRules.LONGEST);
    if (when.isMissingNode()) {
      file.refuse("escalation.steps.after", "nothing", "how long after the beginning", "5m");
    }
    String to = node.path("to").asString("");
    boolean known = to.equals(ALL) || ROLES.contains(to);
    if (!known) {
      file.refuse(
          "escalation.steps.to",
          node.has("to") ? Text.shown(node.path("to").toString()) : "nothing",
          "one of " + String.join(", ", new TreeSet<>(ROLES)) + " or " + ALL,
          "devops");
    }
    return after == null || !known
        ? null
        : new EscalationRules.Step(after, to.equals(ALL) ? null : to);
  }

  /// `/start` and `/fail` are put behind it.
  private @Nullable URI deadMan(JsonNode node) {
    URI address = address("deadMan", node, "https://hc.example.org/ping/berry");
    if (address == null) {
      return null;
    }
    if (address.getRawQuery() != null) {
      file.refuse(
          "escalation.deadMan",
          hidden(address.toString()),
          "an address without a query, for /start and /fail are put behind it",
          "https://hc.example.org/ping/berry");
      return null;
    }
    return URI.create(address.toString().replaceFirst("/+$", ""));
  }

  /// What is told there must not cross a network in the clear.
  private @Nullable URI address(String key, JsonNode node, String example) {
    if (node.isMissingNode()) {
      return null;
    }
    String text = node.isString() ? node.asString().strip() : "";
    URI uri = uri(text);
    if (uri != null) {
      return uri;
    }
    file.refuse(
        "escalation." + key,
        hidden(node.isString() ? text : node.toString()),
        "an https:// address (http only on this machine) without user and #",
        example);
    return null;
  }

  private static @Nullable URI uri(String text) {
    try {
      URI uri = new URI(text);
      String host = uri.getHost();
      String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
      boolean safe =
          host != null
              && uri.getRawUserInfo() == null
              && uri.getRawFragment() == null
              && uri.getPort() != 0
              && uri.getPort() <= 65_535
              && (scheme.equals("https") || (scheme.equals("http") && Addresses.loopback(host)));
      return safe ? uri : null;
    } catch (URISyntaxException notAnAddress) {
      return null;
    }
  }

  /// Paths of such addresses are often all the secret there is, so only the host is shown.
  static String hidden(String text) {
    String plain = text.replaceFirst("//[^/@]*@", "//•••@");
    int scheme = plain.indexOf("://");
    int path = plain.indexOf('/', scheme < 0 ? 0 : scheme + 3);
    return Text.shown(path < 0 ? plain : plain.substring(0, path) + "/•••");
  }
}
