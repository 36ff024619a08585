package berry.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.x25519.X25519KeyPairGenerator;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaReaderFactory;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// A key pair of the age format (X25519), as `age-keygen` makes it.
public final class AgeKey {

  private static final String SECRET = "AGE-SECRET-KEY-1";
  private static final long LARGEST = 64 * 1024;

  private final String recipient;
  private final String identity;

  private AgeKey(String recipient, String identity) {
    this.recipient = recipient;
    this.identity = identity;
  }

  public static AgeKey generate() {
    try {
      KeyPair pair = new X25519KeyPairGenerator().generateKeyPair();
      return new AgeKey(
          new String(pair.getPublic().getEncoded(), US_ASCII),
          new String(pair.getPrivate().getEncoded(), US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has X25519, this one has not", e);
    }
  }

  /// The public half, `age1…`: encrypts, and opens nothing.
  public String recipient() {
    return recipient;
  }

  /// Writes a new file that its owner alone can read, in the form of `age-keygen`.
  ///
  /// @throws BackupRefused when there is such a file: a key that is overwritten opens nothing more
  public void write(Path file, Instant now) {
    String text = "# created: %s\n# public key: %s\n%s\n".formatted(now, recipient, identity);
    FileAttribute<?> mine =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    Set<StandardOpenOption> options =
        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try (FileChannel channel = FileChannel.open(file, options, mine)) {
      channel.write(ByteBuffer.wrap(text.getBytes(US_ASCII)));
      channel.force(true);
    } catch (FileAlreadyExistsException e) {
      throw new BackupRefused(
          file + " exists already, and a key that is overwritten opens nothing more; name another");
    } catch (IOException e) {
      throw new BackupRefused("the key cannot be written to " + file + ": " + e.getMessage(), e);
    }
  }

  List<RecipientStanzaReader> readers() {
    return List.of(reader(identity));
  }

  /// All keys of a file of `age-keygen`.
  static List<RecipientStanzaReader> readersOf(Path file) {
    List<RecipientStanzaReader> readers = new ArrayList<>();
    try {
      if (Files.size(file) > LARGEST) {
        throw new BackupRefused(file + " is no key file: it is larger than 64 KB");
      }
      new String(Files.readAllBytes(file), UTF_8)
          .lines()
          .map(String::strip)
          .filter(line -> line.startsWith(SECRET))
          .forEach(line -> readers.add(reader(line)));
    } catch (IOException e) {
      throw new BackupRefused("the key file " + file + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalStateException e) {
      throw new BackupRefused("a key in " + file + " is damaged", e);
    }
    if (readers.isEmpty()) {
      throw new BackupRefused(
          file + " holds no line that begins with " + SECRET + ", as age-keygen writes it");
    }
    return readers;
  }

  private static RecipientStanzaReader reader(String identity) {
    try {
      return X25519RecipientStanzaReaderFactory.newRecipientStanzaReader(identity);
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new IllegalStateException("not a key of the age format", e);
    }
  }

  /// Without the secret half.
  @Override
  public String toString() {
    return "AgeKey[" + recipient + "]";
  }
}
