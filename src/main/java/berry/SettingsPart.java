package berry;

import berry.settings.Choices;
import berry.settings.Settings;
import berry.settings.SettingsHistory;
import berry.settings.Texts;

/// What the owner has chosen.
final class SettingsPart implements Part {

  private final Settings settings;
  private final Texts texts;
  private final Choices choices;
  private final SettingsHistory history;

  SettingsPart(Base base) {
    this.settings = new Settings(base.database(), base.changes());
    this.texts = new Texts(settings);
    this.choices = new Choices(settings, base.configuration().rules());
    this.history = new SettingsHistory(base.database());
  }

  Settings settings() {
    return settings;
  }

  Texts texts() {
    return texts;
  }

  Choices choices() {
    return choices;
  }

  SettingsHistory history() {
    return history;
  }
}
