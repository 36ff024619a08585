package berry.config;

import java.net.URI;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Reads `backup.copies` of `berry.yaml`; what is wrong in it is told to the file.
final class CopySection {

  private static final Set<String> KINDS = Set.of("directory", "s3", "telegram");
  private static final Set<String> KEYS = Set.of("directory", "s3", "telegram", "plain");
  private static final Set<String> S3 =
      Set.of("endpoint", "region", "bucket", "prefix", "pathStyle");
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern PREFIX = Pattern.compile("([A-Za-z0-9_.-]{1,100}/){0,8}");
  private static final Pattern REGION = Pattern.compile("[a-zA-Z0-9-]{1,40}");
  private static final String USUAL_REGION = "us-east-1";
  private static final String BUCKET_EXAMPLE =
      "- s3: {endpoint: https://s3.example.org, bucket: berry}";

  private final RulesFile file;
  private final boolean encrypted;
  private final boolean plainCopies;

  /// @param encrypted whether backups are
  /// @param plainCopies whether the section allows unencrypted ones to leave this machine
  CopySection(RulesFile file, boolean encrypted, boolean plainCopies) {
    this.file = file;
    this.encrypted = encrypted;
    this.plainCopies = plainCopies;
  }

  List<CopyTarget> read(JsonNode node) {
    List<CopyTarget> found = new ArrayList<>();
    if (node.isMissingNode()) {
      return found;
    }
    if (!node.isArray()) {
      file.refuse("backup.copies", node, "a list of targets", "[{directory: /mnt/backups}]");
      return found;
    }
    for (JsonNode one : node) {
      CopyTarget target = copy(one);
      if (target != null && found.stream().anyMatch(it -> it.words().equals(target.words()))) {
        file.refuse("backup.copies", target.words(), "each target once", "one of the two");
      } else if (target != null) {
        found.add(target);
      }
    }
    return found;
  }

  private @Nullable CopyTarget copy(JsonNode node) {
    if (!node.isObject()) {
      file.refuse("backup.copies", node, "a target with its kind", "- directory: /mnt/backups");
      return null;
    }
    file.refuseUnknown("backup.copies.", node.propertyNames(), KEYS);
    boolean plain = file.yes("backup.copies.plain", node.path("plain"), false);
    List<String> kinds = node.propertyNames().stream().filter(KINDS::contains).toList();
    if (kinds.size() > 1) {
      file.refuse("backup.copies", node, "one kind a target", "- directory: /mnt/backups");
      return null;
    }
    if (kinds.isEmpty()) {
      return null; // an unknown kind was refused by its name
    }
    return switch (kinds.getFirst()) {
      case "directory" -> directory(node.path("directory"), plain);
      case "s3" -> bucket(node.path("s3"), plain);
      default -> telegram(node.path("telegram"), plain);
    };
  }

  private @Nullable CopyTarget directory(JsonNode node, boolean plain) {
    try {
      Path path = Path.of(node.asString(""));
      if (path.isAbsolute()) {
        return new CopyTarget.Directory(path.normalize(), plain);
      }
    } catch (InvalidPathException impossible) {
      // said below
    }
    file.refuse("backup.copies.directory", node, "an absolute path", "/mnt/backups");
    return null;
  }

  private @Nullable CopyTarget bucket(JsonNode node, boolean plain) {
    String key = "backup.copies.s3";
    if (!node.isObject()) {
      file.refuse(key, node, "endpoint, bucket, region, prefix", BUCKET_EXAMPLE);
      return null;
    }
    file.refuseUnknown(key + ".", node.propertyNames(), S3);
    URI endpoint = endpoint(node.path("endpoint"));
    String bucket = text(key + ".bucket", node.path("bucket"), null, BUCKET, "berry");
    String region = text(key + ".region", node.path("region"), USUAL_REGION, REGION, "eu-1");
    String prefix = prefix(node.path("prefix"));
    boolean pathStyle = file.yes(key + ".pathStyle", node.path("pathStyle"), true);
    if (!encrypted && !(plainCopies && plain)) {
      file.refuse(
          key,
          "unencrypted backups",
          "backup.recipients, so that nobody there can read them; or twice that you want it:"
              + " backup.plainCopies: true, and plain: true beside s3",
          "recipients: [age1…], made by berry backup key FILE");
    }
    return endpoint == null || bucket == null || region == null || prefix == null
        ? null
        : new CopyTarget.S3(endpoint, region, bucket, prefix, pathStyle, plain);
  }

  /// The keys and all people wrote must not cross a network in the clear.
  private @Nullable URI endpoint(JsonNode node) {
    URI uri = node.isString() ? Addresses.base(node.asString()) : null;
    if (uri != null
        && uri.getPath().isEmpty()
        && ("https".equals(uri.getScheme().toLowerCase(Locale.ROOT))
            || Addresses.loopback(uri.getHost()))) {
      return uri;
    }
    file.refuse(
        "backup.copies.s3.endpoint",
        node,
        "an https:// address without a path (http only on this machine); the bucket stands apart",
        "https://s3.example.org");
    return null;
  }

  private @Nullable String prefix(JsonNode node) {
    String text = node.asString("");
    String whole = text.isEmpty() || text.endsWith("/") ? text : text + "/";
    if ((node.isMissingNode() || node.isString())
        && PREFIX.matcher(whole).matches()
        && !whole.contains("../")
        && !whole.contains("./")) {
      return whole;
    }
    file.refuse(
        "backup.copies.s3.prefix",
        node,
        "folders of letters, digits, - _ and dots, without a slash before them",
        "prod/");
    return null;
  }

  private @Nullable String text(
      String key, JsonNode node, @Nullable String usual, Pattern form, String example) {
    if (node.isMissingNode() && usual != null) {
      return usual;
    }
    if (node.isString() && form.matcher(node.asString()).matches()) {
      return node.asString();
    }
    file.refuse(
        key, node.isMissingNode() ? "nothing" : Text.shown(node.toString()), "its name", example);
    return null;
  }

  private @Nullable CopyTarget telegram(JsonNode node, boolean plain) {
    String key = "backup.copies.telegram";
    if (!node.asString("").equals("owner")) {
      file.refuse(key, node, "owner: the chat of the bot with its owner", "- telegram: owner");
      return null;
    }
    if (!encrypted || plain) {
      file.refuse(
          key,
          "unencrypted backups",
          "backup.recipients: to Telegram they go encrypted only, for it keeps and can read what is"
              + " sent",
          "recipients: [age1…], made by berry backup key FILE");
    }
    return new CopyTarget.Telegram();
  }
}
