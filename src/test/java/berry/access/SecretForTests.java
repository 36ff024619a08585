package berry.access;

import berry.telegram.Token;

/// The webhook's secret, for tests that play Telegram without having been told by `setWebhook`.
public final class SecretForTests {

  private SecretForTests() {}

  public static String of(String token) {
    return new WebhookSecret(new Token(token)).reveal();
  }
}
