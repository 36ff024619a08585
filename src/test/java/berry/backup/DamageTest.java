package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.testing.Slow;
import berry.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A damaged backup is told before a server sees any of it.
@Slow("reads backups a thousand times")
final class DamageTest {

  private static final int OFFSETS = 1_000;

  @TempDir private Path machine;
  @AutoClose private final TestDatabase database = TestDatabase.empty();
  private BackupFixture fixture;
  private final AgeKey key = AgeKey.generate();

  @BeforeEach
  void fill() {
    fixture = new BackupFixture(database, machine);
    database.run(
        "CREATE TABLE note AS SELECT n, md5(n::text) AS text FROM generate_series(1, 500) AS n");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void one_bit_anywhere_is_found(boolean encrypted) throws IOException {
    make(encrypted);
    byte[] good = Files.readAllBytes(fixture.file());
    Manifest manifest = fixture.manifest();
    long seed = System.nanoTime();
    System.out.println("DamageTest seed " + seed);
    Random random = new Random(seed);
    for (int n = 0; n < OFFSETS; n++) {
      int bit = random.nextInt(good.length * 8);
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(fixture.file(), bad);

      Manifest proved = proof(manifest);

      assertThat(proved.state()).as("seed %d, bit %d", seed, bit).isEqualTo(BackupState.FAILED);
      assertThat(proved.differences().getFirst().got()).startsWith("SHA-256 ");
    }
    nothingWasRestored();
  }

  /// The format itself notices, too, for those who read without a manifest.
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void one_bit_is_noticed_by_reading_alone(boolean encrypted) throws IOException {
    make(encrypted);
    byte[] good = Files.readAllBytes(fixture.file());
    byte[] script = read(fixture.file());
    long seed = System.nanoTime();
    System.out.println("DamageTest seed " + seed);
    Random random = new Random(seed);
    for (int n = 0; n < OFFSETS; n++) {
      int bit = random.nextInt(good.length * 8);
      byte[] bad = good.clone();
      bad[bit / 8] ^= (byte) (1 << (bit % 8));
      Files.write(fixture.file(), bad);
      byte[] got;
      try {
        got = read(fixture.file());
      } catch (Damaged | Locked | BackupRefused noticed) {
        continue;
      }
      // A bit of the frame's header may mean nothing; what is read is then what was written.
      assertThat(got).as("seed %d, bit %d", seed, bit).isEqualTo(script);
    }
  }

  enum Cut {
    EMPTY,
    HALF,
    LAST_BYTE,
    ONE_BYTE_MORE,
    SWAPPED_HALVES,
    MISSING,
    ANOTHER_BACKUP
  }

  @ParameterizedTest
  @EnumSource
  void what_is_not_the_whole_file_is_found(Cut cut) throws IOException {
    make(true);
    Path file = fixture.file();
    Manifest manifest = fixture.manifest();
    byte[] good = Files.readAllBytes(file);
    switch (cut) {
      case EMPTY -> Files.write(file, new byte[0]);
      case HALF -> Files.write(file, Arrays.copyOf(good, good.length / 2));
      case LAST_BYTE -> Files.write(file, Arrays.copyOf(good, good.length - 1));
      case ONE_BYTE_MORE -> Files.write(file, Arrays.copyOf(good, good.length + 1));
      case SWAPPED_HALVES -> Files.write(file, swapped(good));
      case MISSING -> Files.delete(file);
      case ANOTHER_BACKUP -> {
        BackupFixture other = new BackupFixture(database, machine.resolve("other"));
        other.backups(BackupFixture.encryptedFor(key.recipient())).create(false, Progress.NONE);
        Files.copy(other.file(), file, StandardCopyOption.REPLACE_EXISTING);
      }
    }

    Manifest proved = proof(manifest);

    assertThat(proved.state()).isEqualTo(BackupState.FAILED);
    assertThat(proved.differences()).hasSize(1);
    nothingWasRestored();
  }

  @Test
  void a_changed_manifest_is_no_manifest() throws IOException {
    make(false);
    String json = Files.readString(fixture.manifestFile());
    Files.writeString(fixture.manifestFile(), json.replace("\"rows\" : 500", "\"rows\" : 501"));

    List<Backup> all = fixture.backups().list();

    assertThat(all).hasSize(1);
    assertThat(all.getFirst().trouble()).contains("was changed");
    assertThat(all.getFirst().state()).isEqualTo(BackupState.FAILED);
  }

  private void make(boolean encrypted) {
    Backups backups =
        encrypted
            ? fixture.backups(BackupFixture.encryptedFor(key.recipient()))
            : fixture.backups();
    backups.create(false, Progress.NONE);
  }

  /// Without a server: it is never asked.
  private Manifest proof(Manifest manifest) {
    return new ProofStore(
            new berry.database.Address("jdbc:postgresql://127.0.0.1:1/nowhere", "nobody", ""),
            fixture.data,
            false,
            java.time.Clock.systemUTC())
        .prove(fixture.folder.resolve(manifest.file()), manifest, key.readers(), Progress.NONE);
  }

  private byte[] read(Path file) throws IOException {
    try (var script = ArchiveReader.open(file, key.readers())) {
      return script.readAllBytes();
    }
  }

  private void nothingWasRestored() {
    assertThat(fixture.scratchDatabases()).isEmpty();
  }

  private static byte[] swapped(byte[] good) {
    int half = good.length / 2;
    byte[] bad = new byte[good.length];
    System.arraycopy(good, half, bad, 0, good.length - half);
    System.arraycopy(good, 0, bad, good.length - half, half);
    return bad;
  }
}
