package berry.backup;

import berry.database.Sha256;
import com.exceptionfactory.jagged.RecipientStanzaWriter;
import com.exceptionfactory.jagged.framework.stream.StandardEncryptingChannelFactory;
import com.exceptionfactory.jagged.x25519.X25519RecipientStanzaWriterFactory;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/// The file of a backup while it is written: script → zstd → age when somebody is named to open it
/// → SHA-256 → disk. Its owner alone can read it from its first byte on.
final class ArchiveWriter implements AutoCloseable {

  /// zstd's own default: a better one takes several times as long for a few per cent.
  private static final int LEVEL = 3;

  private static final int BUFFER = 256 * 1024;

  private final FileChannel file;
  private final MessageDigest hash = Sha256.begin();
  private final OutputStream script;

  /// @param recipients public keys, `age1…`; none: not encrypted
  ArchiveWriter(Path path, List<String> recipients) throws IOException {
    this.file =
        FileChannel.open(
            path,
            Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    try {
      OutputStream stored = new BufferedOutputStream(new Kept(Channels.newOutputStream(file)));
      OutputStream hashed = new DigestOutputStream(stored, hash);
      OutputStream sealed = recipients.isEmpty() ? hashed : encrypted(hashed, recipients);
      // One worker, so that compressing goes on beside reading and hashing: like `pg_dump | zstd`.
      OutputStream packed =
          new ZstdOutputStream(sealed, LEVEL).setChecksum(true).setWorkers(1).setJobSize(1 << 20);
      this.script = new BufferedOutputStream(packed, BUFFER);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  OutputStream script() {
    return script;
  }

  /// Ends the file: when this returns, it is on the disk.
  ///
  /// @return its SHA-256, 64 hexadecimal digits
  String finish() throws IOException {
    script.close();
    file.force(true);
    return HexFormat.of().formatHex(hash.digest());
  }

  long bytes() throws IOException {
    return file.size();
  }

  /// What was not finished stays as it is, for its maker to delete.
  @Override
  public void close() throws IOException {
    file.close();
  }

  private static OutputStream encrypted(OutputStream out, List<String> recipients)
      throws IOException {
    try {
      List<RecipientStanzaWriter> writers = new ArrayList<>();
      for (String one : recipients) {
        writers.add(X25519RecipientStanzaWriterFactory.newRecipientStanzaWriter(one));
      }
      return Channels.newOutputStream(
          new StandardEncryptingChannelFactory()
              .newEncryptingChannel(Channels.newChannel(out), writers));
    } catch (GeneralSecurityException e) {
      throw new IOException("the backup cannot be encrypted: " + e.getMessage(), e);
    }
  }

  /// Closing the streams must not close the file before it was forced to disk.
  private static final class Kept extends FilterOutputStream {
    Kept(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int offset, int count) throws IOException {
      out.write(bytes, offset, count);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
