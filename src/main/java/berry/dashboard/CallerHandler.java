package berry.dashboard;

import berry.access.Sessions;
import berry.http.Exchange;

/// Answers somebody who is signed in and has the role the route asks for.
@FunctionalInterface
interface CallerHandler {

  void handle(Exchange exchange, Sessions.Caller caller) throws Exception;
}
