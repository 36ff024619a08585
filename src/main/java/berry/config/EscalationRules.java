package berry.config;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The section `escalation` of `berry.yaml`: who is called, when, and the ways past Telegram.
///
/// @param pinned whether the file names the contacts; otherwise they are chosen in the dashboard
/// @param contacts in the order of the file, role by role; empty unless pinned
/// @param steps at least one, ascending, the first at once
/// @param webhook https, or http on this machine; null: none
/// @param mail null: none
/// @param deadMan where somebody else hears every minute that Berry lives, without a slash at the
///   end; null: nobody does
public record EscalationRules(
    boolean pinned,
    List<Contact> contacts,
    List<Step> steps,
    @Nullable URI webhook,
    @Nullable MailServer mail,
    @Nullable URI deadMan) {

  /// The roles in the order in which they are called.
  public static final List<String> ROLES = List.of("developer", "devops", "support");

  /// Somebody who answers for a role; either the id or the name is there.
  ///
  /// @param role one of [#ROLES]
  /// @param id Telegram's
  /// @param name the username without its @
  public record Contact(String role, @Nullable Long id, @Nullable String name) {}

  /// @param after counted from the beginning of the incident
  /// @param to one of [#ROLES]; null: everybody
  public record Step(Duration after, @Nullable String to) {}

  /// @param tls whether the connection is encrypted from its first byte; otherwise by STARTTLS
  /// @param user who signs in
  public record MailServer(boolean tls, String host, int port, String user) {

    /// Where mail goes to and comes from: the user, where that is an address, else the user at that
    /// host.
    public String address() {
      return user.contains("@") ? user : user + "@" + host;
    }
  }

  /// Beyond this an incident is nobody's first thought any more.
  static final Duration LONGEST = Duration.ofHours(24);

  public static final EscalationRules USUAL =
      new EscalationRules(
          false,
          List.of(),
          List.of(
              new Step(Duration.ZERO, "developer"),
              new Step(Duration.ofMinutes(5), "devops"),
              new Step(Duration.ofMinutes(15), null)),
          null,
          null,
          null);

  public EscalationRules {
    contacts = List.copyOf(contacts);
    steps = List.copyOf(steps);
  }
}
