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
import org.jspecify.annotations.Nullable;

/// Brings copies back into the folder of backups, from where they are proved and restored as if
/// they had never been away.
final class Fetching {

  private static final String S3 = "s3://";

  private final BackupRules rules;
  private final Copies copies;
  private final BackupFolder folder;

  Fetching(BackupRules rules, Copies copies, BackupFolder folder) {
    this.rules = rules;
    this.copies = copies;
    this.folder = folder;
  }

  static boolean address(String text) {
    return text.startsWith(S3);
  }

  /// @param address `s3://bucket/key` of a backup or its manifest; with a slash at the end the
  ///   newest one below it
  Manifest fromAddress(String address) {
    String[] parts = address.substring(S3.length()).split("/", 2);
    String key = parts.length < 2 ? "" : parts[1];
    CopyTarget.S3 target =
        rules.copies().stream()
            .filter(CopyTarget.S3.class::isInstance)
            .map(CopyTarget.S3.class::cast)
            .filter(one -> one.bucket().equals(parts[0]) && key.startsWith(one.prefix()))
            .findFirst()
            .orElseThrow(() ->
                new BackupRefused(
                    "%s is in no bucket and prefix that backup.copies names".formatted(address)));
    try {
      S3Copies s3 = copies.s3(target);
      String wanted = key.isEmpty() || key.endsWith("/") ? s3.newest(key) : key;
      BackupName name =
          BackupName.parse(wanted)
              .orElseThrow(() -> new BackupRefused(address + " is no name of a backup"));
      return from(s3, wanted.substring(0, wanted.lastIndexOf('/') + 1), name);
    } catch (IOException e) {
      throw refused(address, List.of(BackupFolder.reason(e)));
    }
  }

  /// A new machine has no list yet, so folders and buckets are asked even when nobody knows of a
  /// copy there. Of documents in a chat nobody can tell which they are.
  ///
  /// @param known where copies of it lie
  Manifest byName(BackupName name, List<Copied> known) {
    List<String> reasons = new ArrayList<>();
    for (CopyTarget target : rules.copies()) {
      Copied copied =
          known.stream()
              .filter(one -> one.target().equals(target.words()))
              .findFirst()
              .orElse(null);
      try {
        return from(target, name, copied);
      } catch (IOException e) {
        reasons.add(Copies.at(target) + ": " + BackupFolder.reason(e));
      }
    }
    if (reasons.isEmpty()) {
      reasons.add("backup.copies names no place");
    }
    throw refused(name.toString(), reasons);
  }

  private Manifest from(CopyTarget target, BackupName name, @Nullable Copied copied)
      throws IOException {
    return switch (target) {
      case CopyTarget.Directory directory -> from(directory, name);
      case CopyTarget.S3 s3 -> from(copies.s3(s3), s3.prefix(), name);
      case CopyTarget.Telegram telegram -> from(copies.telegram(), name, copied);
    };
  }

  private Manifest from(CopyTarget.Directory directory, BackupName name) throws IOException {
    Path beside = directory.path().resolve(name.manifest());
    if (!Files.exists(beside)) {
      throw new IOException("no " + beside.getFileName() + " lies there");
    }
    Manifest manifest = ManifestFile.read(beside);
    return keep(
        name,
        manifest,
        to ->
            Files.copy(
                directory.path().resolve(manifest.file()),
                to,
                StandardCopyOption.REPLACE_EXISTING));
  }

  private Manifest from(S3Copies s3, String folderKey, BackupName name) throws IOException {
    Manifest manifest = manifest(name, to -> s3.fetch(folderKey + name.manifest(), to));
    return keep(name, manifest, to -> s3.fetch(folderKey + manifest.file(), to));
  }

  private Manifest from(TelegramCopies telegram, BackupName name, @Nullable Copied copied)
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
    return keep(name, manifest, to -> telegram.fetch(sent.parts(), to));
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

  /// What does not have its hash never gets the name of a backup.
  private Manifest keep(BackupName name, Manifest manifest, Bring bring) throws IOException {
    if (!manifest.name().equals(name.toString())
        || !BackupName.parse(manifest.file()).map(name::equals).orElse(false)
        || manifest.file().contains("/")) {
      throw new IOException("its manifest is that of another backup");
    }
    Path unfinished = folder.unfinished(manifest.file());
    try {
      Files.deleteIfExists(unfinished);
      bring.into(unfinished);
      String hash = ArchiveReader.sha256(unfinished);
      if (!hash.equals(manifest.sha256().toLowerCase(Locale.ROOT))) {
        throw new IOException(
            "it has SHA-256 %s, not %s as its manifest says".formatted(hash, manifest.sha256()));
      }
      Files.setPosixFilePermissions(
          unfinished, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
      folder.finish(unfinished, manifest.file());
      if (!Files.exists(folder.path().resolve(name.manifest()))) {
        folder.write(name, manifest);
      }
      return manifest;
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
