package berry.http;

/// Answers one request. Throw a `Problem` for what the caller did wrong; anything else thrown is a
/// 500, logged once with the request's id. Runs on a virtual thread of its own: block freely.
@FunctionalInterface
public interface Handler {

  void handle(Exchange exchange) throws Exception;
}
