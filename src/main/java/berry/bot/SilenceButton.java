package berry.bot;

import berry.access.Role;
import berry.access.Staff;
import berry.alerts.Alerts;
import berry.telegram.Callback;
import berry.telegram.Sender;
import java.util.Optional;

/// The button under an alert of an earlier version, which says nothing more of it for an hour. It
/// works for the team only: a message may be forwarded, and its data guessed.
public final class SilenceButton implements Button {

  private final Staff staff;
  private final Alerts alerts;

  public SilenceButton(Staff staff, Alerts alerts) {
    this.staff = staff;
    this.alerts = alerts;
  }

  @Override
  public Optional<String> pressed(Callback callback, Sender sender, String language) {
    return Alerts.pressed(callback.data() == null ? "" : callback.data())
        .filter(key -> staff.roleOf(sender.id()).atLeast(Role.OPERATOR))
        .flatMap(key -> alerts.silenceHour(key, sender.id(), sender.firstName(), language));
  }
}
