package berry.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

final class Sha256Test {

  /// From FIPS 180-2, appendix B.1.
  private static final byte[] ABC =
      HexFormat.of().parseHex("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");

  @Test
  void is_the_one_of_the_standard() {
    assertThat(Sha256.of("abc")).isEqualTo(ABC);
    assertThat(Sha256.of("abc".getBytes(StandardCharsets.UTF_8))).isEqualTo(ABC);
  }

  @Test
  void is_the_same_in_parts() {
    MessageDigest digest = Sha256.begin();
    digest.update("a".getBytes(StandardCharsets.UTF_8));
    digest.update("bc".getBytes(StandardCharsets.UTF_8));

    assertThat(digest.digest()).isEqualTo(ABC);
  }

  @Test
  void takes_a_text_as_utf_8() {
    assertThat(Sha256.of("ё")).isEqualTo(Sha256.of(new byte[] {(byte) 0xd1, (byte) 0x91}));
  }
}
