package berry.dashboard;

import static berry.dashboard.RoleRoutes.delete;
import static berry.dashboard.RoleRoutes.get;
import static berry.dashboard.RoleRoutes.put;

import berry.access.Sessions;
import berry.conversations.Templates;
import berry.http.Exchange;
import berry.http.Problem;
import berry.http.Route;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Answers that are given often: the team reads them, who runs the bot writes them.
public final class TemplatesApi {

  private final RoleRoutes roles;
  private final Templates templates;

  public TemplatesApi(RoleRoutes roles, Templates templates) {
    this.roles = roles;
    this.templates = templates;
  }

  public record Everything(List<Templates.Template> items) {}

  public record Body(Templates.@Nullable Texts texts) {}

  public List<Route> routes() {
    return List.of(
        roles
            .operator(get("/api/templates", this::all))
            .summary("Answers that are given often, by name")
            .gives(200, Everything.class),
        roles
            .admin(put("/api/templates/{name}", this::write))
            .summary("Write a template: one or two texts; {name} becomes the person's first name")
            .takes(Body.class)
            .gives(204),
        roles
            .admin(delete("/api/templates/{name}", this::remove))
            .summary("Delete a template")
            .gives(204));
  }

  private void all(Exchange exchange, Sessions.Caller caller) throws IOException {
    exchange.json(new Everything(templates.all()));
  }

  private void write(Exchange exchange, Sessions.Caller caller) {
    Templates.Texts texts = exchange.json(Body.class).texts();
    String name =
        Templates.name(exchange.parameter("name"))
            .orElseThrow(() -> refused("a name has 1 to 32 letters, digits, _ and -"));
    if (texts == null || !Templates.fit(texts)) {
      throw refused(
          "'texts' has 'ru', 'en' or both, each of 1 to " + Templates.LONGEST + " characters");
    }
    switch (templates.put(name, texts, caller.personId())) {
      case DONE -> exchange.status(204);
      case TOO_MANY -> throw refused("there are " + Templates.MOST + " templates already");
    }
  }

  private void remove(Exchange exchange, Sessions.Caller caller) {
    boolean removed =
        Templates.name(exchange.parameter("name"))
            .map(name -> templates.remove(name, caller.personId()))
            .orElse(false);
    if (!removed) {
      throw Problem.notFound("there is no such template");
    }
    exchange.status(204);
  }

  private static Problem refused(String why) {
    return Problem.of(422, "Not accepted", why);
  }
}
