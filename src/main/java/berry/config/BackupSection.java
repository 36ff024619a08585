package berry.config;

import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import java.security.GeneralSecurityException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads the section `backup` of `berry.yaml`; what is wrong in it is told to the file.
final class BackupSection {

  private static final Set<String> KEYS =
      Set.of("daily", "keep", "budget", "recipients", "copies", "plainCopies");
  private static final Set<String> KEEP = Set.of("hourly", "daily", "weekly", "monthly");
  private static final String RECIPIENT =
      "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
  private static final Pattern TIME = Pattern.compile("([01][0-9]|2[0-3]):([0-5][0-9])");
  private static final Pattern SHARE = Pattern.compile("([0-9]{1,3}(?:\\.[0-9])?)\\s*%");
  private static final int MOST = 1_000;

  private final RulesFile file;

  BackupSection(RulesFile file) {
    this.file = file;
  }

  BackupRules read(JsonNode section) {
    if (section.isMissingNode()) {
      return BackupRules.USUAL;
    }
    if (!section.isObject()) {
      file.refuse("backup", section, "keys such as daily, keep, recipients", "{daily: \"03:00\"}");
      return BackupRules.USUAL;
    }
    file.refuseUnknown("backup.", section.propertyNames(), KEYS);
    List<String> recipients = recipients(section.path("recipients"));
    boolean plainCopies = file.yes("backup.plainCopies", section.path("plainCopies"), false);
    // One that can't be read was refused: that backups are not encrypted is not the mistake then.
    boolean encrypted = !recipients.isEmpty() || section.path("recipients").size() > 0;
    return new BackupRules(
        daily(section.path("daily")),
        keep(section.path("keep")),
        budget(section.path("budget")),
        recipients,
        new CopySection(file, encrypted, plainCopies).read(section.path("copies")),
        plainCopies);
  }

  private @Nullable LocalTime daily(JsonNode node) {
    if (node.isMissingNode()) {
      return BackupRules.USUAL.daily();
    }
    Matcher time = TIME.matcher(node.isString() ? node.asString() : "");
    if (time.matches()) {
      return LocalTime.of(Integer.parseInt(time.group(1)), Integer.parseInt(time.group(2)));
    }
    // YAML 1.1 reads a bare off as false.
    if (!(node.isBoolean() && !node.asBoolean()) && !node.asString("").equals("off")) {
      file.refuse("backup.daily", node, "a time of day in quotes, or off", "\"03:00\"");
    }
    return null;
  }

  private BackupRules.Keep keep(JsonNode node) {
    BackupRules.Keep usual = BackupRules.Keep.USUAL;
    if (node.isMissingNode()) {
      return usual;
    }
    if (!node.isObject()) {
      file.refuse(
          "backup.keep",
          node,
          "how many of each: hourly, daily, weekly, monthly",
          "{hourly: 24, daily: 7, weekly: 4, monthly: 6}");
      return usual;
    }
    file.refuseUnknown("backup.keep.", node.propertyNames(), KEEP);
    return new BackupRules.Keep(
        count("hourly", node, usual.hourly()),
        count("daily", node, usual.daily()),
        count("weekly", node, usual.weekly()),
        count("monthly", node, usual.monthly()));
  }

  private int count(String key, JsonNode keep, int usual) {
    JsonNode node = keep.path(key);
    if (node.isMissingNode()) {
      return usual;
    }
    if (node.isIntegralNumber() && node.asLong(-1) >= 0 && node.asLong() <= MOST) {
      return node.asInt();
    }
    file.refuse("backup.keep." + key, node, "a number from 0 to " + MOST, "7");
    return usual;
  }

  private double budget(JsonNode node) {
    if (node.isMissingNode()) {
      return BackupRules.USUAL.budget();
    }
    Matcher share = SHARE.matcher(node.asString("").strip());
    if (share.matches()) {
      double part = Double.parseDouble(share.group(1)) / 100;
      if (part >= 0.01 && part <= 0.9) {
        return part;
      }
    }
    file.refuse("backup.budget", node, "a share of the disk from 1% to 90%", "20%");
    return BackupRules.USUAL.budget();
  }

  private List<String> recipients(JsonNode node) {
    List<String> found = new ArrayList<>();
    if (node.isMissingNode()) {
      return found;
    }
    if (!node.isArray()) {
      file.refuse("backup.recipients", node, "a list of public keys", "[" + RECIPIENT + "]");
      return found;
    }
    for (JsonNode one : node) {
      String text = one.asString("").strip();
      if (!text.startsWith("AGE-SECRET-KEY-") && recipient(text)) {
        found.add(text);
      } else if (text.startsWith("AGE-SECRET-KEY-")) {
        file.refuse(
            "backup.recipients",
            "••• (a secret key)",
            "the public half, age1…; the secret one opens your backups and does not belong here",
            RECIPIENT);
      } else {
        file.refuse(
            "backup.recipients",
            one,
            "a public key of age (X25519), as berry backup key prints it",
            RECIPIENT);
      }
    }
    return found;
  }

  private static boolean recipient(String text) {
    try {
      X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(text);
      return true;
    } catch (GeneralSecurityException | RuntimeException unreadable) {
      return false;
    }
  }
}
