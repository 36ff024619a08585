package berry.http;

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
          return Json.mapper().writeValueAsBytes(problem.body(requestId));
        }
      };

  /// The media type.
  String type();

  byte[] body(Problem problem, String requestId);
}
