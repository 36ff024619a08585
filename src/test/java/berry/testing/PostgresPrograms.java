package berry.testing;

import berry.database.PostgresBinaries;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// PostgreSQL's programs, unpacked once on this machine: where a first start is not the point, they
/// are there already.
public final class PostgresPrograms {

  private PostgresPrograms() {}

  /// @return the folder that holds `bin`
  public static Path unpacked() {
    try {
      return PostgresBinaries.unpack(
          Path.of(System.getProperty("java.io.tmpdir"), "berry-test-postgres"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Puts them into a Berry's data folder.
  ///
  /// @param data made when missing
  public static Path into(Path data) {
    Path unpacked = unpacked();
    try {
      Path home = Files.createDirectories(data.resolve("postgres"));
      Files.createSymbolicLink(home.resolve(String.valueOf(unpacked.getFileName())), unpacked);
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
