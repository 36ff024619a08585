package berry.backup;

import static java.nio.charset.StandardCharsets.US_ASCII;

import berry.database.Sha256;
import com.exceptionfactory.jagged.RecipientStanzaReader;
import com.exceptionfactory.jagged.framework.stream.StandardDecryptingChannelFactory;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.zip.GZIPInputStream;

/// Reads a stored backup.
final class ArchiveReader {

  private static final int BUFFER = 64 * 1024;
  private static final byte[] AGE = "age-encryption.org/v1".getBytes(US_ASCII);

  /// First bytes, hexadecimal.
  private static final String ZSTD = "28b52ffd";

  private static final String GZIP = "1f8b";
  private static final String PG_DUMP = "5047444d";

  private ArchiveReader() {}

  /// Of the file as it lies there, 64 hexadecimal digits.
  static String sha256(Path file) throws IOException {
    MessageDigest hash = Sha256.begin();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), hash)) {
      byte[] buffer = new byte[BUFFER];
      while (in.read(buffer) >= 0) {
        // the digest takes what passes
      }
    }
    return HexFormat.of().formatHex(hash.digest());
  }

  /// Whether a key is needed to open it.
  static boolean encrypted(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return Arrays.equals(in.readNBytes(AGE.length), AGE);
    }
  }

  /// The script inside, to its last byte. What is wrong with the file is thrown as [Damaged] by
  /// this or by a read; a key that does not fit as [Locked].
  ///
  /// @param keys for an encrypted one
  static InputStream open(Path path, List<RecipientStanzaReader> keys) throws IOException {
    boolean encrypted = encrypted(path);
    FileChannel file = FileChannel.open(path);
    try {
      InputStream stored = encrypted ? decrypted(file, path, keys) : Channels.newInputStream(file);
      return new Strict(new BufferedInputStream(new ZstdInputStream(stored), BUFFER), path);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  /// The same for a script of anybody: packed by zstd or gzip, or plain, and encrypted or not.
  static InputStream openAny(Path path, List<RecipientStanzaReader> keys) throws IOException {
    FileChannel file = FileChannel.open(path);
    try {
      InputStream stored =
          encrypted(path) ? decrypted(file, path, keys) : Channels.newInputStream(file);
      return new Strict(new BufferedInputStream(unpacked(stored, path), BUFFER), path);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static InputStream unpacked(InputStream stored, Path path) throws IOException {
    BufferedInputStream in = new BufferedInputStream(new Strict(stored, path), BUFFER);
    in.mark(ZSTD.length() / 2 + 1);
    String begin = HexFormat.of().formatHex(in.readNBytes(ZSTD.length() / 2));
    in.reset();
    if (begin.equals(PG_DUMP)) {
      throw new Damaged(
          path.getFileName()
              + " is an archive of pg_dump, no plain script; make one of it: pg_restore -f backup.sql "
              + path.getFileName());
    }
    try {
      return begin.equals(ZSTD)
          ? new ZstdInputStream(in)
          : begin.startsWith(GZIP) ? new GZIPInputStream(in) : in;
    } catch (IOException e) {
      throw new Damaged(path.getFileName() + " is damaged or cut off: " + e.getMessage(), e);
    }
  }

  private static InputStream decrypted(
      FileChannel file, Path path, List<RecipientStanzaReader> keys) throws IOException {
    if (keys.isEmpty()) {
      throw new BackupRefused(
          path.getFileName() + " is encrypted; name the file of a key that opens it: --key FILE");
    }
    try {
      return new BufferedInputStream(
          Channels.newInputStream(
              new StandardDecryptingChannelFactory().newDecryptingChannel(file, keys)),
          BUFFER);
    } catch (GeneralSecurityException | IOException | RuntimeException e) {
      throw new Locked(
          path.getFileName()
              + " is not opened by this key: it was encrypted for others, or its head is damaged",
          e);
    }
  }

  /// Whatever a library throws over broken bytes is said in one way, naming the file.
  private static final class Strict extends InputStream {

    private final InputStream in;
    private final Path path;

    Strict(InputStream in, Path path) {
      this.in = in;
      this.path = path;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int offset, int count) throws IOException {
      try {
        return in.read(bytes, offset, count);
      } catch (IOException | RuntimeException e) {
        throw new Damaged(
            path.getFileName() + " is damaged or cut off: " + String.valueOf(e.getMessage()), e);
      }
    }

    @Override
    public void close() throws IOException {
      in.close();
    }
  }
}
