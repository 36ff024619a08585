package berry.backup;

import java.util.Map;
import java.util.Optional;

/// Tables whose rows no backup holds; the empty table is there after a restore.
final class LeftOut {

  /// table → why
  private static final Map<String, String> TABLES =
      Map.of(
          "public.session", "whoever holds an old backup must find no session in it, even hashed",
          "public.code", "one-time codes and invitations live for minutes or days",
          "public.intake_pause", "a pause belongs to the restore that it was made for",
          "public.webhook_secret", "a secret, even hashed; a start writes it again",
          "public.backup_work", "what is at work is at work here and now",
          "public.backup_drill", "what was practised here says nothing of where it is restored",
          "public.backup", "the folder of backups is the truth; the list is read from it again");

  private LeftOut() {}

  static Optional<String> why(String table) {
    return Optional.ofNullable(TABLES.get(table));
  }
}
