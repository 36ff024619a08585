package berry.escalation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Somebody who answers for a role.
///
/// @param personId null: named only, and has not opened their link yet
/// @param name what the team calls them, as far as anybody knows
/// @param handle their username without its @
/// @param named whether the file names them by their username
/// @param source `file`, `app`, or `owner`, who stands in where nobody is named
/// @param testedAt when the last real message was queued whose end is known
/// @param testQueuedAt when the last one was queued
/// @param troubleSince what the trouble is known by, when they can't be reached any more
/// @param language `ru` or `en`
public record Contact(
    long id,
    Duty duty,
    @Nullable Long personId,
    String name,
    @Nullable String handle,
    boolean named,
    String source,
    Reach reach,
    @Nullable Instant testedAt,
    @Nullable Instant testQueuedAt,
    @Nullable Instant troubleSince,
    String language) {

  static final String FILE = "file";
  static final String APP = "app";
  static final String OWNER = "owner";

  /// Whether they stand in because nobody is named.
  public boolean standsIn() {
    return source.equals(OWNER);
  }

  /// Null when there is nobody to call.
  @Nullable Target target() {
    Long person = personId;
    return person == null ? null : Target.of(person, name, language);
  }

  /// Those that count: the owner only for a role without anybody.
  static List<Contact> inForce(List<Contact> all) {
    List<Contact> found = new ArrayList<>();
    for (Duty duty : Duty.values()) {
      List<Contact> of = all.stream().filter(one -> one.duty() == duty).toList();
      List<Contact> named = of.stream().filter(one -> !one.standsIn()).toList();
      found.addAll(named.isEmpty() ? of : named);
    }
    return found;
  }
}
