package berry.config;

import java.nio.file.Path;

/// Where else backups shall lie. Each kind that this version can write to is one record here; the
/// file refuses all others, so that nobody believes in copies that are never made.
public sealed interface CopyTarget {

  /// Another folder: another disk, a volume, something mounted.
  ///
  /// @param path absolute
  /// @param plain whether backups may lie there that everybody can read
  record Directory(Path path, boolean plain) implements CopyTarget {}
}
