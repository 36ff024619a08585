package berry.backup;

import berry.backup.Manifest.Difference;
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

  private static final String NOTHING = "not there";

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
        add(found.table(), leftOut ? "no rows" : NOTHING, found.words());
      }
    } else if (wanted.rows() != found.rows() || !wanted.hash().equals(found.hash())) {
      add(found.table(), wanted.words(), found.words());
    }
  }

  /// @param found of every table that there is
  void noneMissing(List<String> found) {
    for (TableSum one : expected.values()) {
      if (!found.contains(one.table())) {
        add(one.table(), one.words(), NOTHING);
      }
    }
  }

  void sequences(List<SequenceValue> found) {
    Map<String, SequenceValue> there = new LinkedHashMap<>();
    found.forEach(one -> there.put(one.name(), one));
    for (SequenceValue one : manifest.sequences()) {
      SequenceValue other = there.get(one.name());
      if (!one.equals(other)) {
        add("sequence " + one.name(), one.words(), other == null ? NOTHING : other.words());
      }
    }
  }

  void newestUpdate(@Nullable Long found) {
    if (!Objects.equals(manifest.newestUpdate(), found)) {
      add("newest update", String.valueOf(manifest.newestUpdate()), String.valueOf(found));
    }
  }

  private void add(String what, String wanted, String got) {
    differences.add(new Difference(what, wanted, got));
  }
}
