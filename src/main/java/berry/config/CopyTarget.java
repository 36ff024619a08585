package berry.config;

import java.net.URI;
import java.nio.file.Path;

/// Where else backups shall lie. Each kind that this version can write to is one record here; the
/// file refuses all others, so that nobody believes in copies that are never made.
public sealed interface CopyTarget {

  /// Another folder: another disk, a volume, something mounted.
  ///
  /// @param path absolute
  /// @param plain whether backups may lie there that everybody can read
  record Directory(Path path, boolean plain) implements CopyTarget {
    @Override
    public String words() {
      return "directory " + path;
    }
  }

  /// A bucket of anybody who speaks S3.
  ///
  /// @param endpoint https, or http on this machine; without a slash at the end
  /// @param region what requests are signed for; most stores but Amazon's don't mind
  /// @param prefix what every key begins with: empty, or with a slash at the end
  /// @param pathStyle whether the bucket stands in the path, not in the name of the host
  /// @param plain whether backups may lie there that everybody can read
  record S3(
      URI endpoint, String region, String bucket, String prefix, boolean pathStyle, boolean plain)
      implements CopyTarget {
    @Override
    public String words() {
      return "s3 " + bucket + "/" + prefix + " at " + endpoint.getRawAuthority();
    }
  }

  /// The chat of the bot with its owner. Never unencrypted: Telegram can read what is sent there.
  record Telegram() implements CopyTarget {
    @Override
    public String words() {
      return "telegram owner";
    }
  }

  /// How it is called in lists, always the same: copies are known by it.
  String words();
}
