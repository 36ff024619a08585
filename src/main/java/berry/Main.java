package berry;

/// Where the process begins.
public final class Main {

  private Main() {}

  public static void main(String[] arguments) {
    System.exit(0);
  }
}
