package berry.http;

import tools.jackson.databind.node.ObjectNode;

/// How callers are told what went wrong, in the words of the protocol they speak.
public interface ErrorFormat {

  /// RFC 9457.
  ErrorFormat PROBLEM =
      new ErrorFormat() {
        @Override
        public String type() {
          return "application/problem+json";
        }

        @Override
        public byte[] body(Problem problem, String requestId) {
          ObjectNode body = Json.mapper().valueToTree(problem.body(requestId));
          problem
              .members()
              .forEach((name, value) -> body.set(name, Json.mapper().valueToTree(value)));
          return Json.mapper().writeValueAsBytes(body);
        }
      };

  /// The media type.
  String type();

  byte[] body(Problem problem, String requestId);
}
