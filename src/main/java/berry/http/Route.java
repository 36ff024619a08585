package berry.http;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// One line of a route table: what is asked, who answers, on what terms, and what the API document
/// says of it.
///
/// @param path `{name}` stands for one segment or its end, `<name>` for the rest of the path
/// @param async answers instead of the handler, for calls by the thousand a second; null for most
/// @param contentPolicy the Content-Security-Policy of its answers; null for the strictest
/// @param errors how its callers are told what went wrong
public record Route(
    String method,
    String path,
    Handler handler,
    @Nullable AsyncHandler async,
    Terms terms,
    @Nullable String contentPolicy,
    ErrorFormat errors,
    Contract contract) {

  /// On what terms a request is let in.
  ///
  /// @param admission decides by path and headers
  /// @param lane what its requests share places and bytes with
  /// @param bodyLimit largest body in bytes; more is 413
  /// @param uploads where its body is kept, which is a form with a file; null for most, whose
  ///   bodies are kept in memory
  record Terms(Admission admission, Lane lane, int bodyLimit, @Nullable Uploads uploads) {}

  /// A route that names no limit takes 64 KB: nobody writes that much by hand.
  private static final Terms USUAL = new Terms(Admission.ANYONE, Lane.OPEN, 64 * 1024, null);

  /// Stands for the route of a request that none of the table takes.
  static final Route NONE = get("", _ -> {});

  public static Route get(String path, Handler handler) {
    return of("GET", path, handler);
  }

  public static Route post(String path, Handler handler) {
    return of("POST", path, handler);
  }

  /// A POST that comes by the thousand a second.
  public static Route async(String path, AsyncHandler handler) {
    Handler elsewhere =
        _ -> {
          throw new IllegalStateException("answered before it comes here");
        };
    return of("POST", path, elsewhere).with(handler);
  }

  public static Route put(String path, Handler handler) {
    return of("PUT", path, handler);
  }

  public static Route delete(String path, Handler handler) {
    return of("DELETE", path, handler);
  }

  public static Route of(String method, String path, Handler handler) {
    return new Route(
        method, path, handler, null, USUAL, null, ErrorFormat.PROBLEM, Contract.UNDOCUMENTED);
  }

  public Route bodyLimit(int bytes) {
    return with(new Terms(terms.admission(), terms.lane(), bytes, terms.uploads()));
  }

  /// Lets in only who is known by path and headers; they have places of their own.
  public Route admission(Admission check) {
    return with(new Terms(check, Lane.ADMITTED, terms.bodyLimit(), null));
  }

  /// Takes a form with a file, which is read by `Exchange.upload`. Who may send one is decided
  /// before a byte of it is read.
  public Route uploads(Uploads place, Admission check) {
    return with(new Terms(check, Lane.UPLOADS, place.bodyLimit(), place));
  }

  /// Who decides before an upload is read; null where none is taken.
  public @Nullable Admission uploadAdmission() {
    return terms.uploads() == null ? null : terms.admission();
  }

  /// For watchers of the process: answered also while all other places are taken.
  public Route probe() {
    return with(new Terms(terms.admission(), Lane.PROBES, terms.bodyLimit(), null));
  }

  public Route contentPolicy(String policy) {
    return new Route(method, path, handler, async, terms, policy, errors, contract);
  }

  public Route errors(ErrorFormat format) {
    return new Route(method, path, handler, async, terms, contentPolicy, format, contract);
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

  private Route with(Terms next) {
    return new Route(method, path, handler, async, next, contentPolicy, errors, contract);
  }

  private Route with(AsyncHandler next) {
    return new Route(method, path, handler, next, terms, contentPolicy, errors, contract);
  }

  private Route with(Contract next) {
    return new Route(method, path, handler, async, terms, contentPolicy, errors, next);
  }
}
