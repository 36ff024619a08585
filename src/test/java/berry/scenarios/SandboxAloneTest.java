package berry.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `berry sandbox` as its user runs it: a process that says where it listens. What it does there is
/// told by the stories of the bots, which meet it without a process.
@Tag("scenario")
final class SandboxAloneTest {

  @TempDir Path folder;

  @Test
  void says_where_it_listens_remembers_its_bots_and_ends_in_order() {
    String token;
    try (BerryProcess sandbox = BerryProcess.run(folder, Map.of(), "sandbox", "--port", "0")) {
      String address = sandbox.awaitReady();
      assertThat(sandbox.out())
          .containsExactly(
              "Chat page     " + address + "/sandbox",
              "Bot API base  " + address + "/sandbox",
              "The sandbox is ready: " + address);
      assertThat(Web.get(address + "/sandbox").status()).isEqualTo(200);
      token =
          Web.post(address + "/sandbox/control/bots", Map.of("name", "Shop"))
              .json()
              .get("token")
              .stringValue();
      assertThat(Web.get(address + "/bot" + token + "/getMe").status()).isEqualTo(200);
      assertThat(sandbox.terminate()).isZero();
    }
    try (Telegram again = Telegram.open(folder.resolve("data/sandbox"))) {
      assertThat(Web.get(again.address() + "/sandbox/bot" + token + "/getMe").status())
          .isEqualTo(200);
    }
  }
}
