package berry.diagnostics;

import berry.database.Address;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Whether a pooler stands where one does harm: LISTEN, locks and migrations need a session that
/// stays the same.
final class PoolerCheck implements Check {

  private final @Nullable Address direct;

  /// @param direct where there must be none
  PoolerCheck(@Nullable Address direct) {
    this.direct = direct;
  }

  @Override
  public String name() {
    return "pooler";
  }

  @Override
  public List<Finding> look() {
    Address place = direct;
    if (place == null) {
      return List.of(Finding.ok(name(), "not looked at, the database is not running"));
    }
    return List.of(judge(place));
  }

  private Finding judge(Address place) {
    try {
      return PoolerStore.swaps(place)
          ? Finding.fail(
              name(),
              "a pooler in transaction mode stands before "
                  + place.hosts()
                  + ": locks and wake-ups are lost there",
              "Set DATABASE_UNPOOLED_URL to the server's own address; DATABASE_URL may stay.")
          : Finding.ok(name(), "none before " + place.hosts() + ": sessions stay the same");
    } catch (Exception away) {
      // The check of the database says why.
      return Finding.ok(name(), "not known without the database");
    }
  }
}
