package berry.settings;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;
import org.jdbi.v3.sqlobject.statement.SqlUpdate;
import org.jspecify.annotations.Nullable;

/// The `setting_change` table; values are JSON texts.
interface SettingChangeStore {

  @SqlUpdate(
      """
      INSERT INTO setting_change (name, before, after, by_id)
      VALUES (:name, CAST(:before AS jsonb), CAST(:after AS jsonb), :by)
      """)
  void add(String name, @Nullable String before, @Nullable String after, long by);

  @SqlQuery(
      """
      SELECT
        setting_change.id, setting_change.name,
        CAST(setting_change.before AS text) AS before,
        CAST(setting_change.after AS text) AS after,
        setting_change.by_id AS by,
        coalesce(staff.name, person.first_name, staff.first_name, '') AS by_name,
        setting_change.at
      FROM setting_change
      LEFT JOIN staff ON staff.person_id = setting_change.by_id
      LEFT JOIN person ON person.id = setting_change.by_id
      WHERE setting_change.id < :before
      ORDER BY setting_change.id DESC
      LIMIT :limit
      """)
  @RegisterConstructorMapper(SettingsHistory.Change.class)
  List<SettingsHistory.Change> page(long before, int limit);
}
