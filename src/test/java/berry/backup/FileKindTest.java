package berry.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What people hand to `berry restore` by mistake is called what it is.
final class FileKindTest {

  private static final String SCRIPT =
      "SELECT 1;\n--\n-- PostgreSQL database dump complete\n--\n\n";

  @TempDir private Path folder;

  @Test
  void an_empty_file_is_called_empty_and_not_cut_off() throws IOException {
    refused("backup.sql", new byte[0], "backup.sql is empty (0 bytes)");
    refused("backup.sql.gz", gzip(new byte[0]), "backup.sql.gz unpacks to nothing");
    refused("backup.sql.zst", Zstd.compress(new byte[0]), "backup.sql.zst unpacks to nothing");
  }

  @Test
  void a_script_of_comments_alone_is_said_to_hold_nothing() throws IOException {
    refused("a.sql", "--\n-- PostgreSQL database dump\n--\n\n".getBytes(UTF_8), "no statement");
    refused("b.sql", "\n\n  \n".getBytes(UTF_8), "no statement");
    refused("c.sql", "\\restrict abc\n".getBytes(UTF_8), "no statement");
  }

  @Test
  void one_that_ends_too_early_is_still_called_cut_off() throws IOException {
    refused("a.sql", "SET a = 1;\nCREATE TABLE a ();\n".getBytes(UTF_8), "it was cut off");
  }

  @Test
  void an_archive_is_named_with_the_command_that_helps() throws IOException {
    byte[] dump = "PGDMP\1\16\0and much more".getBytes(ISO_8859_1);
    refused("b.dump", dump, "an archive of pg_dump", "pg_restore -f backup.sql b.dump");
    refused("b.gz", gzip(dump), "packed in b.gz is an archive of pg_dump", "pg_restore");
    refused("b.zst", Zstd.compress(dump), "packed in b.zst is an archive of pg_dump");
    refused("b.zip", zip(), "a zip archive", "unzip b.zip");
    refused("b.bz2", "BZh91AY&SY".getBytes(ISO_8859_1), "packed by bzip2", "bzip2 -dk b.bz2");
    byte[] tar = new byte[1024];
    System.arraycopy("toc.dat".getBytes(UTF_8), 0, tar, 0, 7);
    System.arraycopy("ustar".getBytes(UTF_8), 0, tar, 257, 5);
    refused("b.tar", tar, "a tar archive", "pg_restore -f backup.sql b.tar", "tar xf b.tar");
    refused("b.tgz", gzip(tar), "packed in b.tgz is a tar archive");
    refused("b.gz", gzip(gzip(SCRIPT.getBytes(UTF_8))), "packed twice");
  }

  @Test
  void a_binary_and_a_text_in_another_encoding_are_named() throws IOException {
    byte[] random = new byte[5000];
    new Random(3).nextBytes(random);
    random[0] = 'x';
    refused("photo.jpg", random, "photo.jpg is binary data and no SQL script");
    byte[] wide = ("\uFEFF" + SCRIPT).getBytes(UTF_16LE);
    refused("w.sql", wide, "UTF-16", "iconv -f UTF-16 -t UTF-8 w.sql > backup.sql");
    byte[] armored = "-----BEGIN AGE ENCRYPTED FILE-----\nYWdl\n".getBytes(UTF_8);
    refused("b.age", armored, "encrypted by age as text", "age -d");
  }

  @Test
  void a_directory_is_named() throws IOException {
    Path plain = Files.createDirectory(folder.resolve("backups"));
    Path archive = Files.createDirectory(folder.resolve("dump"));
    Files.writeString(archive.resolve("toc.dat"), "PGDMP");

    assertThatThrownBy(() -> find(plain))
        .isInstanceOf(BackupRefused.class)
        .hasMessageContaining("is a directory")
        .hasMessageContaining("name a file in it");
    assertThatThrownBy(() -> find(archive))
        .hasMessageContaining("an archive of pg_dump")
        .hasMessageContaining("pg_restore -f backup.sql " + archive);
  }

  @Test
  void a_byte_order_mark_is_passed_over_as_psql_does() throws IOException {
    Path file = Files.writeString(folder.resolve("a.sql"), "\uFEFF" + SCRIPT);

    assertThat(find(file).read(Progress.NONE).rows()).isEmpty();
    try (var in = ArchiveReader.openAny(file, java.util.List.of())) {
      assertThat(new String(in.readAllBytes(), UTF_8)).isEqualTo(SCRIPT);
    }
  }

  private void refused(String name, byte[] bytes, String... words) throws IOException {
    Path file = Files.write(folder.resolve(name), bytes);
    assertThatThrownBy(() -> find(file).read(Progress.NONE))
        .isInstanceOf(BackupRefused.class)
        .message()
        .contains(words);
  }

  private RestoringStore find(Path file) {
    return RestoringStore.find(file.toString(), folder.resolve("none"), folder, null);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }

  private static byte[] zip() throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (ZipOutputStream out = new ZipOutputStream(packed)) {
      out.putNextEntry(new ZipEntry("backup.sql"));
      out.write(SCRIPT.getBytes(UTF_8));
    }
    return packed.toByteArray();
  }
}
