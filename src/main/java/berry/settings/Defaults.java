package berry.settings;

import berry.config.Rules;
import java.util.ArrayList;
import java.util.List;

/// The initial data of `berry seed`: the bot's texts and the rules, ready to be changed.
public final class Defaults {

  private final Settings settings;
  private final Texts texts;

  public Defaults(Settings settings, Texts texts) {
    this.settings = settings;
    this.texts = texts;
  }

  /// Writes what is missing. Safe to repeat: what is there stays, whoever wrote it.
  ///
  /// @return names of what was written
  public List<String> seed() {
    List<String> written = new ArrayList<>();
    put(Choices.ANSWER_LIMIT, Rules.USUAL_ANSWER_LIMIT.toString(), written);
    put(Choices.TIME_ZONE, Rules.USUAL_TIME_ZONE.getId(), written);
    put(Choices.RAW_RETENTION, Rules.USUAL_RAW_RETENTION.toString(), written);
    for (String language : Texts.LANGUAGES) {
      for (String key : texts.keys().stream().sorted().toList()) {
        put(Texts.name(language, key), texts.usual(language, key), written);
      }
    }
    return written;
  }

  private void put(String name, String value, List<String> written) {
    if (settings.putIfAbsent(name, value)) {
      written.add(name);
    }
  }
}
