package berry.backup;

import berry.backup.Manifest.Difference;
import berry.backup.Manifest.Difference.Kind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a manifest says beside what was found.
///
/// For one thread.
final class Comparison {

  private final Map<String, TableSum> expected = new LinkedHashMap<>();
  private final List<Difference> differences = new ArrayList<>();
  private final Manifest manifest;

  Comparison(Manifest manifest) {
    this.manifest = manifest;
    manifest.tables().forEach(one -> expected.put(one.table(), one));
  }

  List<Difference> differences() {
    return List.copyOf(differences);
  }

  void table(TableSum found) {
    TableSum wanted = expected.get(found.table());
    if (wanted == null) {
      boolean leftOut = manifest.leftOut().containsKey(found.table());
      if (!leftOut || found.rows() > 0) {
        table(found.table(), leftOut ? Reading.NO_ROWS : Reading.NOTHING, Reading.of(found));
      }
    } else if (wanted.rows() != found.rows() || !wanted.hash().equals(found.hash())) {
      table(found.table(), Reading.of(wanted), Reading.of(found));
    }
  }

  /// @param found of every table that there is
  void noneMissing(List<String> found) {
    for (TableSum one : expected.values()) {
      if (!found.contains(one.table())) {
        table(one.table(), Reading.of(one), Reading.NOTHING);
      }
    }
  }

  void sequences(List<SequenceValue> found) {
    Map<String, SequenceValue> there = new LinkedHashMap<>();
    found.forEach(one -> there.put(one.name(), one));
    for (SequenceValue one : manifest.sequences()) {
      SequenceValue other = there.get(one.name());
      if (!one.equals(other)) {
        add(
            Kind.SEQUENCE,
            one.name(),
            Reading.of(one),
            other == null ? Reading.NOTHING : Reading.of(other));
      }
    }
  }

  void newestUpdate(@Nullable Long found) {
    if (!Objects.equals(manifest.newestUpdate(), found)) {
      add(Kind.NEWEST_UPDATE, null, Reading.of(manifest.newestUpdate()), Reading.of(found));
    }
  }

  private void table(String name, Reading wanted, Reading found) {
    add(Kind.TABLE, name, wanted, found);
  }

  private void add(Kind kind, @Nullable String name, Reading wanted, Reading found) {
    differences.add(Difference.of(kind, name, wanted, found));
  }
}
