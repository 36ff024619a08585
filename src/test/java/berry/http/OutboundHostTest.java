package berry.http;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OutboundHostTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://169.254.169.254",
        "https://[fe80::1]",
        "https://0.0.0.0",
        "https://[::ffff:169.254.169.254]",
        "https://2852039166"
      })
  void is_never_where_clouds_tell_their_secrets(String endpoint) {
    assertThatThrownBy(() -> OutboundHost.require(URI.create(endpoint)))
        .isInstanceOf(IOException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"https://127.0.0.1", "http://localhost:9", "https://10.1.2.3", "https://8.8.8.8"})
  void may_be_an_address_that_was_written_down(String endpoint) {
    assertThatCode(() -> OutboundHost.require(URI.create(endpoint))).doesNotThrowAnyException();
  }

  @org.junit.jupiter.api.Test
  void is_no_name_that_leads_into_our_own_network() {
    // Every name below localhost is this machine, and no name of a store.
    assertThatThrownBy(() -> OutboundHost.require(URI.create("https://store.localhost")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("store.localhost");
  }
}
