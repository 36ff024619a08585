package berry.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Tells by its first bytes what a file is that is no script, and the command that helps.
final class FileKind {

  /// As many bytes as are needed: a tar says what it is behind the name of its first file.
  static final int HEAD = 512;

  static final String ZSTD = "28b52ffd";
  static final String GZIP = "1f8b";
  static final String BYTE_ORDER_MARK = "efbbbf";

  /// What a file begins with, in hexadecimal, and what to say of it.
  ///
  /// @param help `%s` is the name of the file
  private record Sign(String begins, String is, String help) {}

  private static final String PG_RESTORE = "make a script of it: pg_restore -f backup.sql %s";

  private static final List<Sign> SIGNS =
      List.of(
          new Sign("5047444d50", "an archive of pg_dump (PGDMP), no plain script", PG_RESTORE),
          new Sign("504b0304", "a zip archive", "unpack it: unzip %s"),
          new Sign("425a68", "packed by bzip2", "unpack it: bzip2 -dk %s"),
          new Sign("fd377a585a00", "packed by xz", "unpack it: xz -dk %s"),
          new Sign("04224d18", "packed by lz4", "unpack it: lz4 -d %s"),
          new Sign("377abcaf271c", "a 7z archive", "unpack it: 7z x %s"),
          new Sign("52617221", "a rar archive", "unpack it: unrar x %s"),
          new Sign(
              hex("-----BEGIN AGE ENCRYPTED"),
              "encrypted by age as text",
              "make it binary: age -d -i KEYFILE %s > backup.sql"),
          new Sign("fffe", "text in UTF-16, as > of PowerShell writes it", utf8("UTF-16")),
          new Sign("feff", "text in UTF-16", utf8("UTF-16")));

  private static final String TAR = "ustar";
  private static final int TAR_AT = 257;

  private FileKind() {}

  /// Says why that can't be a script.
  ///
  /// @param head the first [#HEAD] bytes, or all there are
  /// @param name of the file
  /// @param packed whether they were packed in the file
  /// @return null: it may be one
  static @Nullable String foreign(byte[] head, String name, boolean packed) {
    if (head.length == 0) {
      return name
          + (packed ? " unpacks to nothing" : " is empty (0 bytes)")
          + ": whatever wrote it was stopped, or its disk was full; take another one";
    }
    String hex = HexFormat.of().formatHex(head);
    for (Sign one : SIGNS) {
      if (hex.startsWith(one.begins())) {
        return said(name, packed, one.is(), one.help());
      }
    }
    if (tar(head)) {
      return said(
          name,
          packed,
          "a tar archive",
          "if pg_dump made it, " + PG_RESTORE + "; otherwise unpack it: tar xf %1$s");
    }
    if (hex.startsWith(ZSTD) || hex.startsWith(GZIP)) {
      return packed ? said(name, true, "packed twice", "unpack it once by hand") : null;
    }
    return binary(head)
        ? said(name, packed, "binary data and no SQL script", "pg_dump writes one: -f backup.sql")
        : null;
  }

  private static String said(String name, boolean packed, String is, String help) {
    String what = packed ? "what is packed in " + name + " is " : name + " is ";
    return what + is + "; " + help.replace("%1$s", name).replace("%s", name);
  }

  private static boolean tar(byte[] head) {
    return head.length >= TAR_AT + TAR.length()
        && new String(head, TAR_AT, TAR.length(), ISO_8859_1).equals(TAR);
  }

  /// No script holds a zero byte: PostgreSQL has none in a text.
  private static boolean binary(byte[] head) {
    for (byte one : head) {
      if (one == 0) {
        return true;
      }
    }
    return false;
  }

  private static String utf8(String from) {
    return "make it UTF-8: iconv -f " + from + " -t UTF-8 %s > backup.sql";
  }

  private static String hex(String text) {
    return HexFormat.of().formatHex(text.getBytes(ISO_8859_1));
  }
}
