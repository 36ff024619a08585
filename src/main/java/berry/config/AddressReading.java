package berry.config;

import berry.config.Inputs.Found;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// The part of a [Reading] that is about addresses: the public ones, Telegram's, the databases'.
final class AddressReading {

  private static final String PUBLIC_RULE =
      "an https:// address on port 443, 80, 88 or 8443, without query (http and any port only"
          + " together with TELEGRAM_API_URL)";

  private final Scope scope;
  private final Inputs inputs;
  private final Findings findings;

  AddressReading(Scope scope, Inputs inputs, Findings findings) {
    this.scope = scope;
    this.inputs = inputs;
    this.findings = findings;
  }

  @Nullable URI railway() {
    Found found = inputs.find(Variable.RAILWAY_PUBLIC_DOMAIN);
    findings.show(Variable.RAILWAY_PUBLIC_DOMAIN, found, found == null ? "" : found.text(), "");
    if (found == null) {
      return null;
    }
    URI uri = Addresses.base("https://" + found.text());
    if (uri == null || uri.getPort() >= 0 || !uri.getPath().isEmpty()) {
      findings.refuse(Variable.RAILWAY_PUBLIC_DOMAIN, found, "a domain name");
    }
    return uri;
  }

  @Nullable URI webapp(boolean otherTelegram, @Nullable URI railway) {
    URI usual = scope == Scope.BOT ? null : railway;
    Found found = inputs.find(Variable.WEBAPP_URL);
    return publicUrl(Variable.WEBAPP_URL, found, usual, otherTelegram);
  }

  @Nullable URI webhook(boolean otherTelegram, @Nullable URI webapp, @Nullable URI railway) {
    Found found = inputs.find(Variable.WEBHOOK_URL);
    if (found != null && found.text().equalsIgnoreCase("off")) {
      findings.show(Variable.WEBHOOK_URL, found, "off", "");
      return null;
    }
    URI usual =
        switch (scope) {
          case ALL -> webapp;
          case BOT -> railway;
          case DASHBOARD -> null;
        };
    return publicUrl(Variable.WEBHOOK_URL, found, usual, otherTelegram);
  }

  private @Nullable URI publicUrl(
      Variable variable, @Nullable Found found, @Nullable URI usual, boolean otherTelegram) {
    findings.show(
        variable, found, found == null ? "" : found.text(), usual == null ? "" : usual.toString());
    if (found == null) {
      return usual;
    }
    URI uri = Addresses.base(found.text());
    if (uri == null || !(otherTelegram || Addresses.reachableByTelegram(uri))) {
      findings.refuse(variable, found, PUBLIC_RULE);
    }
    return uri;
  }

  @Nullable URI url(Variable variable) {
    Found found = inputs.find(variable);
    String usual = variable == Variable.TELEGRAM_API_URL ? String.valueOf(variable.usual()) : "";
    findings.show(variable, found, found == null ? "" : found.text(), usual);
    if (found == null) {
      return null;
    }
    URI uri = Addresses.base(found.text());
    if (uri == null) {
      findings.refuse(variable, found, "an http:// or https:// address without query");
    }
    return uri;
  }

  @Nullable DatabaseUrl database(Variable variable) {
    Found found = inputs.find(variable);
    String masked = found == null ? "" : Text.shown(DatabaseUrl.masked(found.text()));
    findings.show(variable, found, masked, "");
    if (found == null) {
      return null;
    }
    try {
      DatabaseUrl url = DatabaseUrl.parse(found.text());
      url.warnings().forEach(one -> findings.warn(variable + ": " + one));
      return url;
    } catch (BadDatabaseUrl bad) {
      // dotenv-java ends a bare value at a #, which passwords like to hold
      boolean cut = found.source() == Source.DOTENV && !found.text().contains("@");
      findings.refuse(
          variable,
          masked,
          "postgresql://user:password@host:port/database, but "
              + bad.getMessage()
              + (cut ? "; in .env a value that holds a # stands in quotes" : ""));
      return null;
    }
  }
}
