package berry;

import berry.audience.Audience;
import berry.audience.People;
import berry.audience.TileRows;
import berry.conversations.StaffMessages;

/// Who writes to the bot, and the numbers of it.
final class AudiencePart implements Part {

  private final People people;
  private final Audience audience;
  private final TileRows rows;

  AudiencePart(Base base, SettingsPart settings) {
    this.people = new People(base.database(), base.changes());
    this.audience =
        new Audience(base.database(), settings.choices(), base.clock(), StaffMessages::count);
    this.rows = new TileRows(base.database(), settings.choices(), base.clock());
  }

  People people() {
    return people;
  }

  Audience audience() {
    return audience;
  }

  /// The rows behind a tile.
  TileRows rows() {
    return rows;
  }
}
