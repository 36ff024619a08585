package berry.escalation;

import berry.telegram.Html;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `/oncall` answers, and what is said to who opens a contact's link; in Telegram's HTML.
///
/// Who may ask is judged by whoever takes the command in: the team and contacts that are enrolled.
public final class OnCallReply {

  private static final String TAKE = "take";

  /// As long as somebody may promise in a word; longer is said on the screen.
  private static final Duration DAY = Duration.ofHours(24);

  private final Contacts contacts;
  private final Clock clock;

  public OnCallReply(Contacts contacts, Clock clock) {
    this.contacts = contacts;
    this.clock = clock;
  }

  /// @param arguments what stands behind `/oncall`: nothing, a role, or a role and `take`
  /// @param personId who asks
  /// @param language `ru` or `en`
  public String answer(String arguments, long personId, String language) {
    OnCallWords words = OnCallWords.in(language);
    String[] given = arguments.strip().toLowerCase(Locale.ROOT).split("\\s+", -1);
    if (given[0].isEmpty()) {
      return everybody(words);
    }
    Optional<Duty> duty = duty(given[0]);
    if (duty.isEmpty() || given.length > 2 || (given.length == 2 && !given[1].equals(TAKE))) {
      return words.of("unknown");
    }
    return given.length == 1 ? one(duty.get(), words) : take(duty.get(), personId, words);
  }

  /// What came of a contact's link.
  ///
  /// @param code what stands behind [Enrolment#PREFIX]
  public String follow(String code, long personId, @Nullable String username, String language) {
    OnCallWords words = OnCallWords.in(language);
    return switch (contacts.enrolment().accept(code, personId, username)) {
      case Enrolled.Done done -> words.of("link.done").replace("{role}", words.role(done.duty()));
      case Enrolled.Refused refused ->
          words.of("link." + refused.reason().name().toLowerCase(Locale.ROOT).replace('_', '-'));
    };
  }

  private String everybody(OnCallWords words) {
    Contacts.View view = contacts.view();
    List<String> lines = new ArrayList<>();
    lines.add(words.of("title"));
    for (Duty duty : Duty.values()) {
      lines.add(line(duty, view, words));
    }
    lines.add("");
    lines.add(words.of("hint"));
    return String.join("\n", lines);
  }

  private String one(Duty duty, OnCallWords words) {
    Contacts.View view = contacts.view();
    List<String> lines = new ArrayList<>();
    lines.add(line(duty, view, words));
    lines.add("");
    List<Contact> named =
        view.contacts().stream().filter(one -> one.duty() == duty && !one.standsIn()).toList();
    lines.add(words.of(named.isEmpty() ? "person.none" : "everybody"));
    for (Contact one : named) {
      lines.add(
          words
              .of("person")
              .replace("{reach}", words.reach(one.reach()))
              .replace("{name}", Html.escape(one.name())));
    }
    return String.join("\n", lines);
  }

  private String line(Duty duty, Contacts.View view, OnCallWords words) {
    OnCall found =
        view.onCall().stream().filter(one -> one.duty() == duty).findFirst().orElse(null);
    if (found == null) {
      return words.of("line.nobody").replace("{role}", words.role(duty));
    }
    Instant until = found.until();
    String key =
        found.standsIn()
            ? "line.owner"
            : until == null ? "line" : found.taken() ? "line.taken" : "line.until";
    return words
        .of(key)
        .replace("{role}", words.role(duty))
        .replace("{time}", until == null ? "" : OnCallWords.time(until, zone()))
        .replace("{name}", Html.escape(found.target().name()));
  }

  private String take(Duty duty, long personId, OnCallWords words) {
    Instant until = clock.instant().plus(DAY);
    return switch (contacts.take(duty, personId, until, personId)) {
      case DONE ->
          words
              .of("taken")
              .replace("{role}", words.role(duty))
              .replace("{time}", OnCallWords.time(until, zone()));
      case NOT_FIT, BAD_TIME -> words.of("take.unfit");
    };
  }

  private ZoneId zone() {
    return contacts.lastRoster().zone();
  }

  /// Also as the answers call it in either language.
  private static Optional<Duty> duty(String word) {
    for (Duty one : Duty.values()) {
      for (String language : List.of("en", "ru")) {
        String shown = OnCallWords.in(language).role(one).toLowerCase(Locale.ROOT);
        if (word.equals(one.word()) || word.equals(shown)) {
          return Optional.of(one);
        }
      }
    }
    return Optional.empty();
  }
}
