package berry.conversations;

import java.util.List;
import org.jdbi.v3.sqlobject.config.RegisterConstructorMapper;
import org.jdbi.v3.sqlobject.statement.SqlQuery;

/// Counts the `conversation` table, and lists what it can be filtered by.
@RegisterConstructorMapper(Conversation.Colleague.class)
interface ConversationCountStore {

  @SqlQuery("SELECT count(*) FROM conversation")
  long all();

  @SqlQuery(
      """
      SELECT count(*)
      FROM conversation
      WHERE assignee = :staffId
        AND NOT EXISTS (
          SELECT
          FROM chat
          WHERE chat.id = conversation.chat_id
            AND chat.done_at IS NOT NULL
        )
      """)
  long mine(long staffId);

  @SqlQuery(
      """
      SELECT DISTINCT unnest(tags) AS tag
      FROM conversation
      WHERE tags <> '{}'
      ORDER BY tag
      LIMIT :most
      """)
  List<String> tags(int most);

  @SqlQuery(
      "SELECT DISTINCT "
          + ConversationRowStore.LANGUAGE
          + " AS language FROM person WHERE coalesce(language, language_code) IS NOT NULL"
          + " ORDER BY language")
  List<String> languages();

  @SqlQuery(
      """
      SELECT DISTINCT source
      FROM person
      WHERE source IS NOT NULL
      ORDER BY source
      LIMIT :most
      """)
  List<String> sources(int most);

  @SqlQuery(
      """
      SELECT
        staff.person_id AS id,
        coalesce(
          staff.name, person.first_name, staff.first_name, CAST(staff.person_id AS text)
        ) AS name
      FROM staff
      LEFT JOIN person ON person.id = staff.person_id
      ORDER BY name, id
      """)
  List<Conversation.Colleague> staff();
}
