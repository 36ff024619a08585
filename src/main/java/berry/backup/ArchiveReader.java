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
    String begin = head(in, path, false);
    if (begin.startsWith(FileKind.ZSTD)) {
      return script(new ZstdInputStream(in), path);
    }
    if (!begin.startsWith(FileKind.GZIP)) {
      return withoutMark(in, begin);
    }
    GZIPInputStream packed;
    try {
      packed = new GZIPInputStream(in);
    } catch (IOException e) {
      throw new Damaged(path.getFileName() + " is damaged or cut off: " + e.getMessage(), e);
    }
    return script(packed, path);
  }

  private static InputStream script(InputStream unpacked, Path path) throws IOException {
    BufferedInputStream in = new BufferedInputStream(new Strict(unpacked, path), BUFFER);
    return withoutMark(in, head(in, path, true));
  }

  /// @return its first bytes, hexadecimal
  /// @throws Damaged when they say that it is no script
  private static String head(BufferedInputStream in, Path path, boolean packed) throws IOException {
    in.mark(FileKind.HEAD + 1);
    byte[] head = in.readNBytes(FileKind.HEAD);
    in.reset();
    String foreign = FileKind.foreign(head, String.valueOf(path.getFileName()), packed);
    if (foreign != null) {
      throw new Damaged(foreign);
    }
    return HexFormat.of().formatHex(head);
  }

  /// As psql does.
  private static InputStream withoutMark(InputStream in, String begin) throws IOException {
    if (begin.startsWith(FileKind.BYTE_ORDER_MARK)) {
      in.skipNBytes(FileKind.BYTE_ORDER_MARK.length() / 2);
    }
    return in;
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
