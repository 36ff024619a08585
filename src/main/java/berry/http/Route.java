package berry.http;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// One line of a route table: what is asked, who answers, and what the API document says of it.
///
/// @param path `{name}` stands for one segment, `<name>` for the rest of the path
/// @param bodyLimit largest body in bytes; more is 413
/// @param direct answers instead of the handler, for calls by the thousand a second; null for most
/// @param contentPolicy the Content-Security-Policy of its answers; null for the strictest
public record Route(
    String method,
    String path,
    Handler handler,
    @Nullable BodyHandler direct,
    int bodyLimit,
    @Nullable String contentPolicy,
    Contract contract) {

  /// The body limit of a route that names none: 1 MB.
  public static final int BODY_LIMIT = 1_000_000;

  /// Stands for the route of a request that none of the table takes.
  static final Route NONE = get("", _ -> {});

  public static Route get(String path, Handler handler) {
    return of("GET", path, handler);
  }

  public static Route post(String path, Handler handler) {
    return of("POST", path, handler);
  }

  /// For calls that come by the thousand a second.
  public static Route post(String path, BodyHandler direct) {
    Handler elsewhere =
        _ -> {
          throw new IllegalStateException("answered before it comes here");
        };
    return new Route("POST", path, elsewhere, direct, BODY_LIMIT, null, Contract.UNDOCUMENTED);
  }

  public static Route put(String path, Handler handler) {
    return of("PUT", path, handler);
  }

  public static Route delete(String path, Handler handler) {
    return of("DELETE", path, handler);
  }

  public static Route of(String method, String path, Handler handler) {
    return new Route(method, path, handler, null, BODY_LIMIT, null, Contract.UNDOCUMENTED);
  }

  public Route bodyLimit(int bytes) {
    return new Route(method, path, handler, direct, bytes, contentPolicy, contract);
  }

  public Route contentPolicy(String policy) {
    return new Route(method, path, handler, direct, bodyLimit, policy, contract);
  }

  /// One line for the API document; a route without it stays out of the document.
  public Route summary(String words) {
    return with(contract.summary(words));
  }

  /// Who may call it, in the document's words; see `Contract.access`.
  public Route access(String words) {
    return with(contract.access(words));
  }

  /// The JSON body it takes.
  public Route takes(Type body) {
    return with(contract.request(body));
  }

  /// A status it answers with, and the JSON body that goes with it.
  public Route gives(int status, Type body) {
    return with(contract.answer(status, body));
  }

  /// A status it answers with, without a JSON body.
  public Route gives(int status) {
    return with(contract.answer(status, void.class));
  }

  /// A query parameter it understands.
  public Route query(String name, String description) {
    return with(contract.parameter(new Contract.Parameter(name, "query", description)));
  }

  /// A request header it understands.
  public Route header(String name, String description) {
    return with(contract.parameter(new Contract.Parameter(name, "header", description)));
  }

  private Route with(Contract next) {
    return new Route(method, path, handler, direct, bodyLimit, contentPolicy, next);
  }
}
