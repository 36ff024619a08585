package berry.backup;

import static org.assertj.core.api.Assertions.assertThat;

import berry.backup.ProofPlace.Kind;
import org.junit.jupiter.api.Test;

final class ProofPlaceTest {

  private static final long MB = 1 << 20;

  @Test
  void is_the_same_server_where_nothing_speaks_against_it() {
    assertThat(ProofPlace.choose(true, null, 0, 500 * MB, 300 * MB))
        .containsExactly(new ProofPlace(Kind.SERVER, false));
  }

  @Test
  void is_a_server_of_its_own_without_the_right_to_make_databases() {
    assertThat(ProofPlace.choose(false, null, 10_000 * MB, 500 * MB, 300 * MB))
        .containsExactly(new ProofPlace(Kind.THROWAWAY, false));
  }

  /// A disk of 1 GB with 500 MB of data on it.
  @Test
  void goes_table_by_table_on_a_small_disk() {
    assertThat(ProofPlace.choose(true, 430 * MB, 430 * MB, 300 * MB, 200 * MB))
        .containsExactly(new ProofPlace(Kind.SERVER, true), new ProofPlace(Kind.THROWAWAY, true));
  }

  @Test
  void is_nowhere_when_not_even_one_table_finds_room() {
    assertThat(ProofPlace.choose(true, 100 * MB, 100 * MB, 300 * MB, 200 * MB)).isEmpty();
  }

  @Test
  void changes_the_disk_when_the_servers_is_full() {
    assertThat(ProofPlace.choose(true, 100 * MB, 5_000 * MB, 300 * MB, 200 * MB))
        .containsExactly(new ProofPlace(Kind.THROWAWAY, false));
  }
}
