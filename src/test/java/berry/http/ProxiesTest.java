package berry.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class ProxiesTest {

  private final Proxies proxies = new Proxies(List.of("10.0.0.0/9", "fd00::/8", "192.0.2.7"));

  @Test
  void believes_no_stranger() {
    assertThat(proxies.caller("8.8.8.8", List.of("1.2.3.4"))).isEqualTo("8.8.8.8");
    assertThat(proxies.caller("10.200.0.1", List.of("1.2.3.4"))).isEqualTo("10.200.0.1");
  }

  @Test
  void stops_at_the_first_hop_it_does_not_trust() {
    assertThat(proxies.caller("10.0.0.1", List.of("6.6.6.6, 1.2.3.4", "10.1.1.1")))
        .isEqualTo("1.2.3.4");
    assertThat(proxies.caller("192.0.2.7", List.of("2001:db8::1, fd00::2")))
        .isEqualTo("2001:db8:0:0:0:0:0:1");
  }

  @Test
  void keeps_the_last_address_before_nonsense() {
    assertThat(proxies.caller("10.0.0.1", List.of("localhost"))).isEqualTo("10.0.0.1");
    assertThat(proxies.caller("10.0.0.1", List.of())).isEqualTo("10.0.0.1");
  }

  @Test
  void counts_an_ipv6_network_as_one_subscriber() {
    String one = Proxies.subscriber("2001:db8:0:1::1");

    assertThat(Proxies.subscriber("2001:db8:0:1:ffff::2")).isEqualTo(one);
    assertThat(Proxies.subscriber("2001:db8:0:2::1")).isNotEqualTo(one);
    assertThat(Proxies.subscriber("192.0.2.7")).isEqualTo("192.0.2.7");
    assertThat(Proxies.subscriber("192.0.2.8")).isEqualTo("192.0.2.8");
  }

  @Test
  void refuses_to_start_with_a_network_that_is_none() {
    assertThatIllegalArgumentException().isThrownBy(() -> new Proxies(List.of("10.0.0.0/33")));
    assertThatIllegalArgumentException().isThrownBy(() -> new Proxies(List.of("proxy.local")));
  }

  @Test
  void tells_who_forwards_without_being_named() throws Exception {
    List<String> seen = new CopyOnWriteArrayList<>();
    var options =
        new Server.Options(
            "127.0.0.1", 0, List.of("10.0.0.0/8"), (peer, header) -> seen.add(peer + " " + header));
    try (var asking =
        new Asking(options, EventStream.Pace.USUAL, Route.get("/a", e -> e.text("a")))) {
      asking.get("/a");
      asking.send(asking.to("/a").header("X-Forwarded-For", "1.2.3.4"));
      asking.send(asking.to("/a").header("Forwarded", "for=1.2.3.4"));
    }

    assertThat(seen).containsExactly("127.0.0.1 X-Forwarded-For", "127.0.0.1 Forwarded");
  }
}
