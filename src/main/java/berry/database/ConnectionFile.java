package berry.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/// `connection`: how to reach the embedded server, readable by its owner alone.
///
/// @param port on the loopback address
/// @param password of the everyday user
record ConnectionFile(int port, String password) {

  static final String DATABASE = "berry_twa_dashboard";
  static final String USER = "berry";
  static final String SERVICE = "berry";

  static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");

  static Optional<ConnectionFile> read(Path file) throws IOException {
    Properties lines = new Properties();
    try (var in = Files.newBufferedReader(file)) {
      lines.load(in);
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
    String port = lines.getProperty("port", "");
    String password = lines.getProperty("password", "");
    return port.matches("\\d{1,5}") && !password.isEmpty()
        ? Optional.of(new ConnectionFile(Integer.parseInt(port), password))
        : Optional.empty();
  }

  void write(Path file) throws IOException {
    writeSecret(file, parameters());
  }

  /// The same for psql, pg_dump and whatever else knows libpq's connection services: they read the
  /// password themselves, so it stands in no command line, where `ps` would show it to everybody.
  void writeService(Path file) throws IOException {
    writeSecret(file, "[" + SERVICE + "]\n" + parameters());
  }

  private String parameters() {
    return """
    host=127.0.0.1
    port=%d
    dbname=%s
    user=%s
    password=%s
    """
        .formatted(port, DATABASE, USER, password);
  }

  Address address() {
    return new Address("jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE, USER, password);
  }

  /// 192 random bits in letters, digits, `-` and `_`: quotes itself in SQL and in files.
  static String newPassword() {
    byte[] random = new byte[24];
    new SecureRandom().nextBytes(random);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
  }

  /// Never readable by others, not even while it is written, and never half there.
  static void writeSecret(Path file, String text) throws IOException {
    Path draft = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(draft);
    Files.createFile(draft, PosixFilePermissions.asFileAttribute(OWNER));
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  @Override
  public String toString() {
    return USER + "@127.0.0.1:" + port + "/" + DATABASE;
  }
}
