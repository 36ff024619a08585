package berry.backup;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `berry-<database>-<utc>-<id>`, from which everything beside it gets its name.
///
/// @param database its name, with `_` for what a file name should not hold
/// @param madeAt to the second
/// @param id eight hexadecimal digits, so that two of one second differ
record BackupName(String database, Instant madeAt, String id) {

  static final String MANIFEST = ".manifest.json";
  private static final String SCRIPT = ".sql.zst";
  private static final String ENCRYPTED = ".age";

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
  private static final Pattern FORM =
      Pattern.compile("berry-([\\w-]{1,63})-([0-9]{8}T[0-9]{6}Z)-([0-9a-f]{8})");

  static BackupName of(String database, Instant now, int random) {
    return new BackupName(safe(database), now, String.format("%08x", random));
  }

  /// @param text the name, or that of its file or manifest, with or without folders before it
  static Optional<BackupName> parse(String text) {
    String last = text.substring(text.lastIndexOf('/') + 1);
    String bare = last;
    for (String ending : new String[] {MANIFEST, ENCRYPTED, SCRIPT}) {
      bare = bare.endsWith(ending) ? bare.substring(0, bare.length() - ending.length()) : bare;
    }
    Matcher form = FORM.matcher(bare);
    if (!form.matches()) {
      return Optional.empty();
    }
    try {
      Instant madeAt = LocalDateTime.parse(form.group(2), TIME).toInstant(ZoneOffset.UTC);
      return Optional.of(new BackupName(form.group(1), madeAt, form.group(3)));
    } catch (DateTimeException noSuchDay) {
      return Optional.empty();
    }
  }

  String file(boolean encrypted) {
    return this + SCRIPT + (encrypted ? ENCRYPTED : "");
  }

  String manifest() {
    return this + MANIFEST;
  }

  @Override
  public String toString() {
    return "berry-" + database + "-" + TIME.format(madeAt) + "-" + id;
  }

  static String safe(String database) {
    String plain = database.replaceAll("[^A-Za-z0-9_-]", "_");
    return plain.length() > 63 ? plain.substring(0, 63) : plain;
  }
}
