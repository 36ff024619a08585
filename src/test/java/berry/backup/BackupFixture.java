package berry.backup;

import berry.config.BackupRules;
import berry.testing.PostgresPrograms;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/// Backups of a test's database in a folder of its own.
final class BackupFixture {

  final TestDatabase database;
  final Path data;
  final Path folder;

  BackupFixture(TestDatabase database, Path machine) {
    this.database = database;
    this.data = machine.resolve("data");
    this.folder = data.resolve("backups");
  }

  Backups backups() {
    return backups(BackupRules.USUAL);
  }

  Backups backups(BackupRules rules) {
    return new Backups(site(false), rules, database.database(), Clock.systemUTC());
  }

  /// Where a PostgreSQL of its own starts without being unpacked first.
  BackupFixture withPrograms() {
    PostgresPrograms.into(data);
    return this;
  }

  Site site(boolean embedded) {
    return new Site(database.address(), embedded, data, folder, "1.2.3", "test/1");
  }

  /// The one backup's file.
  Path file() throws IOException {
    return one(".zst", ".age");
  }

  Path manifestFile() throws IOException {
    return one(".json");
  }

  Manifest manifest() throws IOException {
    return ManifestFile.read(manifestFile());
  }

  List<String> scratchDatabases() {
    return database
        .jdbi()
        .withHandle(handle ->
            handle
                .createQuery(
                    """
                    SELECT datname FROM pg_database
                    WHERE datname LIKE 'berry_prove_' || (
                      SELECT oid FROM pg_database WHERE datname = current_database()) || '_%'
                    """)
                .mapTo(String.class)
                .list());
  }

  static BackupRules encryptedFor(String recipient) {
    BackupRules usual = BackupRules.USUAL;
    return new BackupRules(
        usual.daily(), usual.keep(), usual.budget(), List.of(recipient), List.of(), false);
  }

  private Path one(String... endings) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      List<Path> found =
          all.filter(path -> Stream.of(endings).anyMatch(path.toString()::endsWith)).toList();
      if (found.size() != 1) {
        throw new IllegalStateException("not one file in " + folder + ": " + found);
      }
      return found.getFirst();
    }
  }
}
