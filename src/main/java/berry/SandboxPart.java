package berry;

import berry.http.Route;
import berry.sandbox.Sandbox;
import java.util.List;

/// The pretend Telegram of a start without a token.
record SandboxPart(Sandbox sandbox) implements Part {

  @Override
  public List<Route> routes() {
    return sandbox.routes("/sandbox");
  }

  @Override
  public void close() {
    sandbox.close();
  }
}
