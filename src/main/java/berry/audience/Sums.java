package berry.audience;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// A number for the whole of a window and one for each of its buckets.
record Sums(long total, List<Long> each) {

  /// Whose parts add up to the whole.
  static Sums of(List<Instant> bounds, List<AudienceStore.Sum> found) {
    return new Sums(found.stream().mapToLong(AudienceStore.Sum::value).sum(), each(bounds, found));
  }

  /// Whose whole is less than its parts: the same person may be in several.
  static Sums distinct(List<Instant> bounds, List<AudienceStore.Sum> found) {
    long total =
        found.stream().filter(sum -> sum.number() == 0).mapToLong(AudienceStore.Sum::value).sum();
    return new Sums(total, each(bounds, found));
  }

  /// What is left of each bucket without another's.
  List<Long> without(Sums others) {
    List<Long> rest = new ArrayList<>();
    for (int n = 0; n < each.size(); n++) {
      rest.add(Math.max(0, each.get(n) - others.each().get(n)));
    }
    return rest;
  }

  private static List<Long> each(List<Instant> bounds, List<AudienceStore.Sum> found) {
    List<Long> each = new ArrayList<>(Collections.nCopies(bounds.size() - 1, 0L));
    found.stream()
        .filter(sum -> sum.number() > 0)
        .forEach(sum -> each.set(sum.number() - 1, sum.value()));
    return each;
  }
}
