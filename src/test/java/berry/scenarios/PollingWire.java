package berry.scenarios;

import berry.testing.FaultProxy;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;

/// A replica's way to Telegram, where one sees it poll.
final class PollingWire implements AutoCloseable {

  private final FaultProxy proxy;
  private final AtomicLong polls = new AtomicLong();
  private final AtomicLong conflicts = new AtomicLong();

  /// @param telegram its port
  PollingWire(int telegram) {
    this.proxy = new FaultProxy(telegram);
    proxy.trap(this::asked);
    proxy.listen(this::answered);
  }

  /// Where a replica finds the Bot API.
  String api() {
    return "http://127.0.0.1:" + proxy.port() + "/sandbox";
  }

  /// How often it has called `getUpdates`.
  long polls() {
    return polls.get();
  }

  /// How often Telegram has told it that another polls.
  long conflicts() {
    return conflicts.get();
  }

  private FaultProxy.Fate asked(byte[] piece) {
    if (firstLine(piece).contains("/getUpdates ")) {
      polls.incrementAndGet();
    }
    return FaultProxy.Fate.PASS;
  }

  private void answered(byte[] piece) {
    if (firstLine(piece).startsWith("HTTP/1.1 409")) {
      conflicts.incrementAndGet();
    }
  }

  private static String firstLine(byte[] piece) {
    return new String(piece, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
  }

  @Override
  public void close() {
    proxy.close();
  }
}
