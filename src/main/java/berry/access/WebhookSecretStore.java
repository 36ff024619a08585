package berry.access;

import java.util.List;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;

/// The `webhook_secret` table: hashes only, times by the database's clock.
interface WebhookSecretStore {

  /// @return 1 when it was not there yet
  @SqlUpdate(
      """
      INSERT INTO webhook_secret (hash)
      VALUES (:hash)
      ON CONFLICT (hash) DO NOTHING
      """)
  int add(byte[] hash);

  @SqlUpdate(
      """
      UPDATE webhook_secret
      SET accepted_until = NULL
      WHERE hash = :hash AND accepted_until IS NOT NULL
      """)
  void use(byte[] hash);

  @SqlQuery(
      """
      SELECT hash
      FROM webhook_secret
      WHERE accepted_until IS NULL OR accepted_until > clock_timestamp()
      """)
  List<byte[]> accepted();

  /// Those added after ours belong to a newer token, whose replica has not set the webhook yet.
  @SqlUpdate(
      """
      UPDATE webhook_secret
      SET accepted_until = clock_timestamp() + interval '24 h'
      WHERE accepted_until IS NULL
        AND added_at < (SELECT added_at FROM webhook_secret WHERE hash = :hash)
      """)
  int retireBefore(byte[] hash);

  @SqlUpdate(
      """
      DELETE FROM webhook_secret
      WHERE hash <> :hash AND accepted_until IS NOT NULL
      """)
  int forgetRetired(byte[] hash);

  @SqlUpdate(
      """
      DELETE FROM webhook_secret
      WHERE hash <> :hash
      """)
  int forgetOthers(byte[] hash);
}
