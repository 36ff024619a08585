package berry.http;

import java.util.HashMap;
import java.util.Map;

/// How much one address may have under way at once, so that one sender can't use up what is meant
/// for all. Addresses that have nothing under way are not remembered.
final class AddressLimit {

  private final int most;
  private final Map<String, Integer> underWay = new HashMap<>();

  AddressLimit(int most) {
    this.most = most;
  }

  /// @return false when the address has as many as it may; otherwise [#leave] must follow
  boolean enter(String address) {
    return enter(address, most);
  }

  /// As [#enter(String)] with another limit for now.
  synchronized boolean enter(String address, int most) {
    int before = underWay.getOrDefault(address, 0);
    if (before >= most) {
      return false;
    }
    underWay.put(address, before + 1);
    return true;
  }

  synchronized void leave(String address) {
    underWay.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
  }
}
