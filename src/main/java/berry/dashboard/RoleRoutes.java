package berry.dashboard;

import berry.access.Role;
import berry.access.Sessions;
import berry.http.Admission;
import berry.http.Exchange;
import berry.http.Handler;
import berry.http.Route;
import berry.http.Uploads;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Makes the routes of the API: the role a route names is the role it asks for.
///
/// A handler comes as a [Draft], which no server takes, and becomes a route only by naming who may
/// call it: `roles.admin(get("/api/overview", this::overview))`. That one word is checked before
/// each call, written into the API document and tried by the tests, so the three can't differ.
///
/// The check asks the database, and many routes have a body of a few bytes only, so it stands in
/// front of the handler and not in an [Admission] before the body. For uploads it stands in both
/// places: a stranger's file is not read, and a role may be lost in the half hour that one takes.
public final class RoleRoutes {

  /// The word of a route that asks for no role.
  static final String ANYONE = "anyone";

  private final Callers callers;

  public RoleRoutes(Sessions sessions) {
    this.callers = new Callers(sessions);
  }

  /// A route before it names who may call it.
  ///
  /// @param uploads where a file that comes with the call is kept meanwhile; null for most
  record Draft(String method, String path, CallerHandler handler, @Nullable Uploads uploads) {

    Draft(String method, String path, CallerHandler handler) {
      this(method, path, handler, null);
    }

    /// Takes a form with a file.
    Draft uploads(Uploads place) {
      return new Draft(method, path, handler, place);
    }
  }

  static Draft get(String path, CallerHandler handler) {
    return new Draft("GET", path, handler);
  }

  static Draft post(String path, CallerHandler handler) {
    return new Draft("POST", path, handler);
  }

  static Draft put(String path, CallerHandler handler) {
    return new Draft("PUT", path, handler);
  }

  static Draft patch(String path, CallerHandler handler) {
    return new Draft("PATCH", path, handler);
  }

  static Draft delete(String path, CallerHandler handler) {
    return new Draft("DELETE", path, handler);
  }

  /// For whoever is signed in.
  Route user(Draft draft) {
    return at(Role.USER, draft);
  }

  /// For the team.
  Route operator(Draft draft) {
    return at(Role.OPERATOR, draft);
  }

  /// For who runs the bot.
  Route admin(Draft draft) {
    return at(Role.ADMIN, draft);
  }

  /// For the owner alone.
  Route owner(Draft draft) {
    return at(Role.OWNER, draft);
  }

  /// For everybody, signed in or not: the handler is told of no caller.
  static Route anyone(Route route) {
    return route.access(ANYONE);
  }

  /// What is known of guesses, so that those at links and launch data count like those at tokens.
  Guesses guesses() {
    return callers.guesses();
  }

  /// Whether a route that claims to ask for a role does: a role's word typed by hand would let
  /// everybody in.
  public static boolean keepsItsWord(Route route) {
    String word = route.contract().access();
    return Arrays.stream(Role.values()).noneMatch(role -> role.word().equals(word))
        || (asks(route.handler(), word)
            && (route.uploadAdmission() == null || asks(route.uploadAdmission(), word)));
  }

  private static boolean asks(@Nullable Object check, String word) {
    return check instanceof Guarded guarded && guarded.role().word().equals(word);
  }

  private Route at(Role role, Draft draft) {
    var guarded = new Guarded(callers, role, draft.handler());
    Route route = Route.of(draft.method(), draft.path(), guarded).access(role.word());
    return draft.uploads() == null ? route : route.uploads(draft.uploads(), guarded);
  }

  private record Guarded(Callers callers, Role role, CallerHandler handler)
      implements Handler, Admission {
    @Override
    public void admit(Exchange exchange) {
      exchange.sender("person " + callers.require(role, exchange).personId());
    }

    @Override
    public void handle(Exchange exchange) throws Exception {
      handler.handle(exchange, callers.require(role, exchange));
    }
  }
}
