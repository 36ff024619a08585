package berry.backup;

import berry.backup.Manifest.Copied;
import berry.config.BackupRules;
import berry.config.CopyTarget;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Brings copies back into the folder of backups, from where they are proved and restored as if
/// they had never been away.
final class Fetching {

  /// What nobody means as a file: `s3://…`, and what was meant to be one.
  private static final Pattern ADDRESS = Pattern.compile("(?i)(s3:|[a-z][a-z0-9+.-]+://).*");

  private static final Pattern S3 = Pattern.compile("s3://(?<bucket>[^/\\s]+)(/(?<key>\\S*))?");

  private final BackupRules rules;
  private final Copies copies;
  private final BackupFolder folder;

  Fetching(BackupRules rules, Copies copies, BackupFolder folder) {
    this.rules = rules;
    this.copies = copies;
    this.folder = folder;
  }

  static boolean address(String text) {
    return ADDRESS.matcher(text).matches();
  }

  /// @param address `s3://bucket/key` of a backup or its manifest; with a slash at the end the
  ///   newest one below it
  Manifest fromAddress(String address, Progress progress) {
    Matcher parts = S3.matcher(address);
    if (!parts.matches()) {
      throw new BackupRefused(
          address
              + " is no address of a backup: write s3://BUCKET/KEY, or s3://BUCKET/PREFIX/ for the"
              + " newest one there");
    }
    String key = Objects.requireNonNullElse(parts.group("key"), "");
    CopyTarget.S3 target = target(address, parts.group("bucket"), key);
    try {
      S3Copies s3 = copies.s3(target);
      String wanted = key.isEmpty() || key.endsWith("/") ? s3.newest(key) : key;
      BackupName name =
          BackupName.parse(wanted)
              .orElseThrow(() ->
                  new BackupRefused(
                      address
                          + " is no name of a backup; with a slash at its end it means the newest"
                          + " one below it"));
      return from(s3, wanted.substring(0, wanted.lastIndexOf('/') + 1), name, progress);
    } catch (IOException e) {
      throw refused(address, List.of(BackupFolder.reason(e)));
    }
  }

  private static String address(CopyTarget.S3 place) {
    return "s3://" + place.bucket() + "/" + place.prefix();
  }

  private CopyTarget.S3 target(String address, String bucket, String key) {
    List<CopyTarget.S3> known =
        rules.copies().stream()
            .filter(CopyTarget.S3.class::isInstance)
            .map(CopyTarget.S3.class::cast)
            .toList();
    return known.stream()
        .filter(one -> one.bucket().equals(bucket))
        .filter(one -> key.isEmpty() || key.startsWith(one.prefix()))
        .findFirst()
        .orElseThrow(() ->
            new BackupRefused(
                "%s is in no bucket and prefix that backup.copies in berry.yaml names: %s"
                    .formatted(
                        address,
                        known.isEmpty()
                            ? "there is none"
                            : String.join(", ", known.stream().map(Fetching::address).toList()))));
  }

  /// A new machine has no list yet, so folders and buckets are asked even when nobody knows of a
  /// copy there. Of documents in a chat nobody can tell which they are.
  ///
  /// @param known where copies of it lie
  Manifest byName(BackupName name, List<Copied> known, Progress progress) {
    List<String> reasons = new ArrayList<>();
    for (CopyTarget target : rules.copies()) {
      Copied copied =
          known.stream()
              .filter(one -> one.target().equals(target.words()))
              .findFirst()
              .orElse(null);
      try {
        return from(target, name, copied, progress);
      } catch (IOException e) {
        reasons.add(Copies.at(target) + ": " + BackupFolder.reason(e));
      }
    }
    if (reasons.isEmpty()) {
      reasons.add("backup.copies names no place");
    }
    throw refused(name.toString(), reasons);
  }

  private Manifest from(
      CopyTarget target, BackupName name, @Nullable Copied copied, Progress progress)
      throws IOException {
    return switch (target) {
      case CopyTarget.Directory directory -> from(directory, name, progress);
      case CopyTarget.S3 s3 -> from(copies.s3(s3), s3.prefix(), name, progress);
      case CopyTarget.Telegram telegram -> from(copies.telegram(), name, copied, progress);
    };
  }

  private Manifest from(CopyTarget.Directory directory, BackupName name, Progress progress)
      throws IOException {
    Path beside = directory.path().resolve(name.manifest());
    if (!Files.exists(beside)) {
      throw new IOException("no " + beside.getFileName() + " lies there");
    }
    Manifest manifest = ManifestFile.read(beside);
    return keep(
        name,
        manifest,
        progress,
        to ->
            Files.copy(
                directory.path().resolve(manifest.file()),
                to,
                StandardCopyOption.REPLACE_EXISTING));
  }

  private Manifest from(S3Copies s3, String folderKey, BackupName name, Progress progress)
      throws IOException {
    Manifest manifest =
        manifest(name, to -> s3.fetch(folderKey + name.manifest(), to, Progress.NONE));
    return keep(
        name, manifest, progress, to -> s3.fetch(folderKey + manifest.file(), to, progress));
  }

  private Manifest from(
      TelegramCopies telegram, BackupName name, @Nullable Copied copied, Progress progress)
      throws IOException {
    Manifest.Sent sent = copied == null ? null : copied.telegram();
    if (sent == null) {
      throw new IOException("which documents it is made of is only known from its manifest");
    }
    Path ours = folder.path().resolve(name.manifest());
    Manifest.Piece last = sent.manifest();
    if (!Files.exists(ours) && last == null) {
      throw new IOException("its manifest is missing");
    }
    Manifest manifest =
        Files.exists(ours) || last == null
            ? ManifestFile.read(ours)
            : manifest(name, to -> telegram.fetch(List.of(last), to));
    return keep(name, manifest, progress, to -> telegram.fetch(sent.parts(), to));
  }

  private Manifest manifest(BackupName name, Bring bring) throws IOException {
    Path unfinished = folder.unfinished(name.manifest());
    try {
      bring.into(unfinished);
      return ManifestFile.read(unfinished);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  /// What does not have its hash never gets the name of a backup; what lies here with it is not
  /// fetched again.
  private Manifest keep(BackupName name, Manifest manifest, Progress progress, Bring bring)
      throws IOException {
    if (!manifest.name().equals(name.toString())
        || !BackupName.parse(manifest.file()).map(name::equals).orElse(false)
        || manifest.file().contains("/")) {
      throw new IOException("its manifest is that of another backup");
    }
    String wanted = manifest.sha256().toLowerCase(Locale.ROOT);
    if (!here(manifest, wanted)) {
      progress.begins("Fetching " + name, manifest.bytes());
      bring(manifest, wanted, bring);
      progress.ends();
    }
    if (!Files.exists(folder.path().resolve(name.manifest()))) {
      folder.write(name, manifest);
    }
    return manifest;
  }

  private boolean here(Manifest manifest, String wanted) throws IOException {
    Path file = folder.file(manifest);
    return Files.isRegularFile(file)
        && Files.size(file) == manifest.bytes()
        && ArchiveReader.sha256(file).equals(wanted);
  }

  private void bring(Manifest manifest, String wanted, Bring bring) throws IOException {
    Path unfinished = folder.unfinished(manifest.file());
    try {
      Files.deleteIfExists(unfinished);
      bring.into(unfinished);
      String hash = ArchiveReader.sha256(unfinished);
      if (!hash.equals(wanted)) {
        throw new IOException(
            "it has SHA-256 %s, not %s as its manifest says".formatted(hash, wanted));
      }
      Files.setPosixFilePermissions(
          unfinished, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      folder.finish(unfinished, manifest.file());
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static BackupRefused refused(String what, List<String> reasons) {
    return new BackupRefused(what + " was not fetched: " + String.join("; ", reasons));
  }

  /// Writes a new file.
  private interface Bring {
    void into(Path file) throws IOException;
  }
}
