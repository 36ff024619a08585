package berry.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the text of a variable stands, so that another can be put there.
public final class Origin {

  private final Variable variable;
  private final Source source;
  private final Path directory;
  private final @Nullable Path file;

  private Origin(Variable variable, Source source, Path directory, @Nullable Path file) {
    this.variable = variable;
    this.source = source;
    this.directory = directory;
    this.file = file;
  }

  /// Empty when the variable is set nowhere.
  public static Optional<Origin> of(Environment environment, Variable variable) {
    Inputs inputs = new Inputs(environment, Map.of(), new ArrayList<>(), new ArrayList<>());
    return Optional.ofNullable(inputs.find(variable))
        .map(found -> new Origin(variable, found.source(), environment.directory(), found.file()));
  }

  public Variable variable() {
    return variable;
  }

  /// Whether it stands in a file; what a platform puts into the environment only a person can
  /// change.
  public boolean writable() {
    return file != null || source == Source.DOTENV;
  }

  /// Puts another text there, readable by the file's owner alone; everything else in it stays.
  public void put(String text) throws IOException {
    if (file != null) {
      SecretFile.replace(file, text + "\n");
    } else if (source == Source.DOTENV) {
      new DotEnv(directory).put(Map.of(variable.name(), text));
    } else {
      throw new IllegalStateException(variable + " does not stand in a file");
    }
  }

  /// As a person would say it: `.env`, a file, or the environment.
  @Override
  public String toString() {
    if (file != null) {
      return file.toString();
    }
    return source == Source.DOTENV ? directory.resolve(".env").toString() : "the environment";
  }
}
