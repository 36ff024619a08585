package berry.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Finds the text of each variable: flag, then environment, then `.env`; in each also the file that
/// `NAME_FILE` points to, for secrets.
final class Inputs {

  /// The document's own fill-ins: whoever copied its `.env` has not set them yet.
  private static final Set<String> PLACEHOLDERS =
      Set.of("your_bot_token", "your_webapp_url", "your_database_url", "your_api_url");

  private static final long LARGEST = 64 * 1024;

  /// A text and where it stood. May be secret.
  ///
  /// @param file the one that `NAME_FILE` points to; null when the text stood there itself
  record Found(String text, Source source, @Nullable Path file) {
    @Override
    public String toString() {
      return "••• from " + source.label();
    }
  }

  private record Layer(Source source, Source fileSource, Map<String, String> values) {
    String text(String name) {
      return values.getOrDefault(name, "").strip();
    }
  }

  private final Path directory;
  private final List<Layer> layers;
  private final List<Mistake> mistakes;
  private final List<String> warnings;
  private final Map<Variable, Found> found = new EnumMap<>(Variable.class);

  Inputs(
      Environment environment,
      Map<Variable, String> flags,
      List<Mistake> mistakes,
      List<String> warnings) {
    Map<String, String> named = new HashMap<>();
    flags.forEach((variable, text) -> named.put(variable.name(), text));
    Map<String, String> dotEnv = new DotEnv(environment.directory()).read(mistakes);
    this.directory = environment.directory();
    this.layers =
        List.of(
            new Layer(Source.FLAG, Source.FLAG, named),
            new Layer(Source.ENVIRONMENT, Source.ENVIRONMENT_FILE, environment.variables()),
            new Layer(Source.DOTENV, Source.DOTENV_FILE, dotEnv));
    this.mistakes = mistakes;
    this.warnings = warnings;
    warnOfSlips(dotEnv.keySet());
    for (Variable variable : Variable.values()) {
      Found first = search(variable);
      if (first != null) {
        found.put(variable, first);
      }
    }
  }

  /// What stands first, or null when the variable is set nowhere.
  @Nullable Found find(Variable variable) {
    return found.get(variable);
  }

  private @Nullable Found search(Variable variable) {
    for (Layer layer : layers) {
      Found first = search(variable, layer);
      if (first != null) {
        return first;
      }
    }
    return null;
  }

  private @Nullable Found search(Variable variable, Layer layer) {
    String text = layer.text(variable.name());
    if (PLACEHOLDERS.contains(text)) {
      warnings.add(variable + "=" + text + " is the example's placeholder and counts as unset");
      text = "";
    }
    String file = variable.secret() ? layer.text(variable + "_FILE") : "";
    if (!text.isEmpty() && !file.isEmpty()) {
      refuseFile(variable, file, "only one of " + variable + " and " + variable + "_FILE");
    }
    if (!text.isEmpty()) {
      return new Found(text, layer.source(), null);
    }
    return file.isEmpty() ? null : content(variable, file, layer.fileSource());
  }

  private @Nullable Found content(Variable variable, String file, Source source) {
    try {
      Path path = directory.resolve(file);
      if (Files.size(path) > LARGEST) {
        refuseFile(variable, file, "a file with the secret in it, not one of over 64 KB");
        return null;
      }
      String text = Files.readString(path).strip();
      if (text.isEmpty()) {
        warnings.add(variable + "_FILE=" + Text.shown(file) + " is empty and counts as unset");
        return null;
      }
      return new Found(text, source, path);
    } catch (IOException | InvalidPathException unreadable) {
      refuseFile(variable, file, "a file that exists and that this user may read");
      return null;
    }
  }

  private void refuseFile(Variable variable, String file, String rule) {
    String example = "/run/secrets/" + variable.name().toLowerCase(Locale.ROOT);
    mistakes.add(new Mistake(variable + "_FILE", Text.shown(file), rule, example));
  }

  private void warnOfSlips(Set<String> names) {
    List<String> known = Arrays.stream(Variable.values()).map(Enum::name).toList();
    for (String name : names) {
      String base = name.endsWith("_FILE") ? name.substring(0, name.length() - 5) : name;
      if (!known.contains(name) && !known.contains(base)) {
        Nearest.to(name, known)
            .ifPresent(
                meant -> warnings.add(".env sets " + name + "; did you mean " + meant + "?"));
      }
    }
  }
}
