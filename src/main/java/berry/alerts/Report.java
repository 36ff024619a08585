package berry.alerts;

import java.time.Instant;
import java.time.ZoneId;

/// One episode of an alert and how it stands now, in words for people.
///
/// @param now what its words depend on beside the episode
public record Report(Rule rule, Episode episode, MessageState now) {

  /// Whether it is over.
  public boolean over() {
    return episode.endedAt() != null;
  }

  /// All there is to say, in Telegram's HTML; fits under a photo.
  ///
  /// @param page whether to name the runbook's file, for want of a button that opens it
  public String html(String language, ZoneId zone, Instant at, boolean page) {
    return Wording.in(language).message(rule, episode, now, at, zone, page);
  }

  /// One line in Telegram's HTML: what it is, and its worst value.
  public String line(String language) {
    return Wording.in(language).line(rule, episode);
  }

  /// What it is, in plain words.
  public String title(String language) {
    return Wording.in(language).plain(rule);
  }
}
