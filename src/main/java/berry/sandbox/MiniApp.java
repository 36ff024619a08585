package berry.sandbox;

/// Where Berry's own Mini App is. Known only once the port is.
final class MiniApp {

  private volatile String url = "/";

  String url() {
    return url;
  }

  void url(String now) {
    url = now;
  }
}
