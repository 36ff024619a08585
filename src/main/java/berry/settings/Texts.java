package berry.settings;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// What the bot says, in Russian and English: the owner's words where there are any, else our own.
///
/// Texts are Telegram's HTML; `{name}` and the like are filled in by whoever sends them, escaped.
public final class Texts {

  /// Russian and English, as `person.language` keeps them.
  public static final List<String> LANGUAGES = List.of("ru", "en");

  private static final String PREFIX = "text.";

  private final Settings settings;
  private final Map<String, Map<String, String>> builtIn =
      LANGUAGES.stream().collect(Collectors.toMap(one -> one, Texts::load));

  public Texts(Settings settings) {
    this.settings = settings;
  }

  /// The language to speak with somebody.
  ///
  /// @param chosen by `/language`
  /// @param code what their Telegram speaks
  public static String language(@Nullable String chosen, @Nullable String code) {
    if (chosen != null && LANGUAGES.contains(chosen)) {
      return chosen;
    }
    return code != null && (code.equals("ru") || code.startsWith("ru-")) ? "ru" : "en";
  }

  /// @param language `ru` or `en`
  /// @throws IllegalArgumentException when there is no such text
  public String of(String language, String key) {
    String usual = usual(language, key);
    return settings
        .get(name(language, key), String.class)
        .filter(one -> !one.isBlank())
        .orElse(usual);
  }

  /// The owner's words; a blank text brings back our own.
  public void say(String language, String key, String html, @Nullable Long by) {
    usual(language, key);
    if (html.isBlank()) {
      settings.remove(name(language, key), by);
    } else {
      settings.put(name(language, key), html, by);
    }
  }

  /// Every text of a language that can be changed, in the order of their keys.
  public Map<String, String> all(String language) {
    Map<String, String> all = new TreeMap<>(builtIn(language));
    settings
        .texts(PREFIX + language + ".")
        .forEach((name, html) -> all.replace(name.substring(PREFIX.length() + 3), html));
    return all;
  }

  /// Our own words.
  public String usual(String language, String key) {
    String text = builtIn(language).get(key);
    if (text == null) {
      throw new IllegalArgumentException("the bot has no text " + key);
    }
    return text;
  }

  Set<String> keys() {
    return builtIn("en").keySet();
  }

  static String name(String language, String key) {
    return PREFIX + language + "." + key;
  }

  private Map<String, String> builtIn(String language) {
    Map<String, String> texts = builtIn.get(language);
    if (texts == null) {
      throw new IllegalArgumentException("the bot does not speak " + language);
    }
    return texts;
  }

  private static Map<String, String> load(String language) {
    String file = "texts." + language + ".properties";
    Properties texts = new Properties();
    try (Reader reader =
        new InputStreamReader(
            Objects.requireNonNull(Texts.class.getResourceAsStream(file), file),
            StandardCharsets.UTF_8)) {
      texts.load(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return texts.stringPropertyNames().stream()
        .collect(Collectors.toMap(key -> key, texts::getProperty));
  }
}
