package berry.config;

import java.util.List;
import java.util.stream.Collectors;

/// The configuration can't be used. Carries every mistake, so that one round of corrections is
/// enough.
public final class ConfigurationMistakes extends RuntimeException {

  private final transient List<Mistake> mistakes;

  public ConfigurationMistakes(List<Mistake> mistakes) {
    super(text(mistakes));
    this.mistakes = List.copyOf(mistakes);
  }

  /// In the order of the table of variables.
  public List<Mistake> mistakes() {
    return mistakes;
  }

  private static String text(List<Mistake> mistakes) {
    String title =
        mistakes.size() == 1
            ? "The configuration has a mistake:"
            : "The configuration has " + mistakes.size() + " mistakes:";
    return mistakes.stream()
        .map(Mistake::toString)
        .collect(Collectors.joining("\n", title + "\n", ""));
  }
}
