package berry.backup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class XxHash64Test {

  /// As `xxhsum -H1` prints them.
  @ParameterizedTest
  @CsvSource({
    "'',ef46db3751d8e999",
    "a,d24ec4f1a98c6e5b",
    "abc,44bc2cf5ad770999",
    "Nobody inspects the spammish repetition,fbcea83c8a378bf1"
  })
  void is_the_one_others_know(String text, String hash) {
    XxHash64 one = new XxHash64();
    byte[] bytes = text.getBytes(UTF_8);
    one.update(bytes, 0, bytes.length);

    assertThat(String.format("%016x", one.digest())).isEqualTo(hash);
  }

  @Test
  void does_not_depend_on_how_its_input_was_cut() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 500; round++) {
      byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      XxHash64 whole = new XxHash64();
      whole.update(bytes, 0, bytes.length);
      XxHash64 cut = new XxHash64();
      for (int at = 0; at < bytes.length; ) {
        int count = Math.min(bytes.length - at, 1 + random.nextInt(40));
        cut.update(bytes, at, count);
        at += count;
      }

      assertThat(cut.digest()).as("seed %d", seed).isEqualTo(whole.digest());
    }
  }
}
