package berry.config;

import berry.config.Inputs.Found;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one reading of the configuration found: mistakes, all of them, what to warn of, and which
/// value each variable has.
///
/// @param mistakes grows while it is read
/// @param warnings grows while it is read
/// @param shown in the order in which they were read
record Findings(List<Mistake> mistakes, List<String> warnings, List<Shown> shown) {

  Findings() {
    this(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
  }

  void refuse(Variable variable, Found found, String rule) {
    refuse(variable, Text.shown(found.text()), rule);
  }

  /// @param held what it holds, fit to be shown
  void refuse(Variable variable, String held, String rule) {
    mistakes.add(new Mistake(variable.name(), held, rule, variable.example()));
  }

  void warn(String words) {
    warnings.add(words);
  }

  /// @param text what it holds, masked when it is secret
  /// @param usual what it is when it is set nowhere
  void show(Variable variable, @Nullable Found found, String text, String usual) {
    shown.add(
        found == null
            ? new Shown(variable, usual, Source.DEFAULT)
            : new Shown(variable, Text.shown(text), found.source()));
  }

  void requireNone() {
    if (!mistakes.isEmpty()) {
      throw new ConfigurationMistakes(mistakes);
    }
  }

  /// In the order of the table of variables.
  List<Shown> values() {
    return shown.stream().sorted(Comparator.comparing(Shown::variable)).toList();
  }
}
