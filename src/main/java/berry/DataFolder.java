package berry;

import berry.config.Configuration;
import berry.config.ConfigurationMistakes;
import berry.config.Mistake;
import berry.config.Variable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// The folder of everything that must outlive a restart.
final class DataFolder {

  private DataFolder() {}

  /// Makes the folder where it is missing.
  ///
  /// @throws ConfigurationMistakes when this user can't write there
  static void require(Configuration configuration) {
    Path folder = configuration.data();
    try {
      if (!Files.isDirectory(folder)) {
        Files.createDirectories(folder);
      }
    } catch (IOException refused) {
      throw unwritable(folder, refused.getClass().getSimpleName());
    }
    if (!Files.isWritable(folder)) {
      throw unwritable(folder, "not writable");
    }
  }

  private static ConfigurationMistakes unwritable(Path folder, String why) {
    return new ConfigurationMistakes(
        List.of(
            new Mistake(
                Variable.BERRY_DATA.name(),
                folder + " (" + why + ")",
                "a folder that this user may write, on a disk that is not read-only",
                Variable.BERRY_DATA.example())));
  }
}
