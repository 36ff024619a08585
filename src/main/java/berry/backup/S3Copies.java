package berry.backup;

import berry.config.CopyTarget;
import berry.config.S3Keys;
import berry.database.Sha256;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/// Copies to a bucket. A copy counts once it was read back whole and has the same hash; its
/// manifest comes after that, so that what has one is good.
final class S3Copies {

  private final CopyTarget.S3 target;
  private final @Nullable S3Keys keys;
  private final S3Bucket.Patience patience;

  S3Copies(CopyTarget.S3 target, @Nullable S3Keys keys) {
    this(target, keys, S3Bucket.Patience.USUAL);
  }

  S3Copies(CopyTarget.S3 target, @Nullable S3Keys keys, S3Bucket.Patience patience) {
    this.target = target;
    this.keys = keys;
    this.patience = patience;
  }

  /// @param manifest of the file
  void copy(Path file, Manifest manifest, Progress progress) throws IOException {
    String key = target.prefix() + manifest.file();
    try (S3Bucket bucket = open()) {
      bucket.put(key, file, progress);
      String hash = hash(bucket, key);
      if (!hash.equals(manifest.sha256())) {
        bucket.delete(key);
        throw new IOException(
            "it reads back as SHA-256 %s, not %s; it was deleted"
                .formatted(hash, manifest.sha256()));
      }
      bucket.put(
          target.prefix() + manifest.name() + BackupName.MANIFEST, ManifestFile.write(manifest));
    }
  }

  private static String hash(S3Bucket bucket, String key) throws IOException {
    try (DigestOutputStream digest =
        new DigestOutputStream(OutputStream.nullOutputStream(), Sha256.begin())) {
      bucket.read(key, digest);
      return HexFormat.of().formatHex(digest.getMessageDigest().digest());
    }
  }

  /// Reads an object into a new file.
  ///
  /// @param key whole, the prefix included
  void fetch(String key, Path to, Progress progress) throws IOException {
    try (S3Bucket bucket = open();
        OutputStream out = new Heard(Files.newOutputStream(to), progress)) {
      bucket.read(key, out);
    }
  }

  /// Tells how much has passed.
  private static final class Heard extends FilterOutputStream {

    private final Progress progress;

    Heard(OutputStream out, Progress progress) {
      super(out);
      this.progress = progress;
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
      progress.advances(count);
    }
  }

  /// The key of the newest manifest below a prefix.
  ///
  /// @throws IOException when there is none
  String newest(String below) throws IOException {
    try (S3Bucket bucket = open()) {
      return bucket.list().stream()
          .map(S3Bucket.Found::key)
          .filter(one -> one.startsWith(below) && one.endsWith(BackupName.MANIFEST))
          .filter(one -> BackupName.parse(one).isPresent())
          .max(Comparator.comparing(one -> BackupName.parse(one).orElseThrow().madeAt()))
          .orElseThrow(() -> new IOException("no backup with its manifest lies below " + below));
    }
  }

  /// The manifest first: what is half deleted is no copy.
  void remove(BackupName name) throws IOException {
    try (S3Bucket bucket = open()) {
      bucket.delete(target.prefix() + name.manifest());
      bucket.delete(target.prefix() + name.file(true));
      bucket.delete(target.prefix() + name.file(false));
    }
  }

  void removeUnfinished(Instant before) throws IOException {
    try (S3Bucket bucket = open()) {
      bucket.removeUnfinished(before);
    }
  }

  /// @throws IOException when the bucket does not open
  void look() throws IOException {
    try (S3Bucket bucket = open()) {
      bucket.look();
    }
  }

  private S3Bucket open() throws IOException {
    if (keys == null) {
      throw new IOException("S3_ACCESS_KEY and S3_SECRET_KEY are not set");
    }
    return S3Bucket.open(target, keys, patience);
  }
}
