package berry.cli;

import berry.config.Configuration;
import berry.config.DatabaseUrl;
import berry.database.Address;
import berry.database.EmbeddedPostgres;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The database a verb works on: the one of DATABASE_URL, or the embedded one, which is used where
/// it runs and otherwise started for as long as the verb takes.
final class Reach implements AutoCloseable {

  private final Address everyday;
  private final Address direct;
  private final @Nullable EmbeddedPostgres own;

  private Reach(Address everyday, Address direct, @Nullable EmbeddedPostgres own) {
    this.everyday = everyday;
    this.direct = direct;
    this.own = own;
  }

  static Reach open(Configuration configuration, Terminal terminal) {
    Optional<Reach> there = running(configuration);
    if (there.isPresent()) {
      return there.get();
    }
    EmbeddedPostgres own = EmbeddedPostgres.start(configuration.data(), terminal::say);
    return new Reach(own.address(), own.address(), own);
  }

  /// Without starting anything; empty when the embedded database does not run.
  static Optional<Reach> running(Configuration configuration) {
    DatabaseUrl given = configuration.database();
    if (given == null) {
      return EmbeddedPostgres.running(configuration.data())
          .map(address -> new Reach(address, address, null));
    }
    DatabaseUrl direct = configuration.directDatabase();
    return Optional.of(new Reach(address(given), address(direct == null ? given : direct), null));
  }

  Address everyday() {
    return everyday;
  }

  Address direct() {
    return direct;
  }

  @Override
  public void close() {
    if (own != null) {
      own.close();
    }
  }

  private static Address address(DatabaseUrl url) {
    return new Address(url.jdbcUrl(), url.user(), url.password().reveal());
  }
}
