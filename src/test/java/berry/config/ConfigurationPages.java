package berry.config;

import java.util.EnumSet;
import java.util.Set;

/// Writes the pages that are made from the table of variables.
final class ConfigurationPages {

  /// What `.env.example` leaves to the documentation.
  private static final Set<Variable> RARE =
      EnumSet.of(
          Variable.BACKUP_DIR,
          Variable.S3_ACCESS_KEY,
          Variable.S3_SECRET_KEY,
          Variable.ESCALATION_SECRET,
          Variable.SMTP_PASSWORD,
          Variable.TRUSTED_PROXIES,
          Variable.BERRY_CONFIG,
          Variable.RAILWAY_PUBLIC_DOMAIN,
          Variable.RAILWAY_REPLICA_ID,
          Variable.RAILWAY_ENVIRONMENT,
          Variable.RAILWAY_VOLUME_MOUNT_PATH,
          Variable.LOG_FORMAT,
          Variable.RAILWAY_DEPLOYMENT_ID,
          Variable.RAILWAY_GIT_COMMIT_SHA,
          Variable.RAILWAY_GIT_COMMIT_MESSAGE);

  /// The document's own, to be filled in.
  private static final Set<Variable> DOCUMENTS =
      EnumSet.range(Variable.BOT_TOKEN, Variable.REACT_APP_BOT_TOKEN);

  private ConfigurationPages() {}

  static String envExample() {
    StringBuilder page =
        new StringBuilder(
            """
            # cp .env.example .env, then fill in what you have. Everything may stay empty: Berry then
            # runs in its sandbox with its own PostgreSQL. `berry init` writes this file for you.
            # Put quotes around a value that holds a #. All variables: docs/en/configuration.md
            """);
    for (Variable variable : Variable.values()) {
      if (!RARE.contains(variable)) {
        page.append('\n').append(wrapped("# ", variable.meaning()));
        page.append(DOCUMENTS.contains(variable) ? "" : "# ").append(variable).append('=');
        page.append(DOCUMENTS.contains(variable) ? "" : variable.example()).append('\n');
      }
    }
    return page.toString();
  }

  static String english() {
    return """
    # Configuration

    <!-- Made from src/main/java/berry/config/Variable.java; ConfigurationPagesTest says how. -->

    Nothing has to be set: `./berry start` alone gives a sandbox with its own PostgreSQL.

    - A flag beats the environment, the environment beats `.env` in the working directory, and that
      beats the default. `berry config show` prints every value with its source, secrets masked.
    - An empty variable is unset; so are the fill-ins `your_bot_token`, `your_webapp_url`,
      `your_database_url` and `your_api_url`, with a warning.
    - Every secret can also be read from a file: `NAME_FILE=/run/secrets/name`.
    - All mistakes are reported at once, and Berry ends with exit code 3: `berry config check`.

    ## Variables

    | Name | Default | Meaning | Example |
    |---|---|---|---|
    """
        + rows(false)
        + """

        ## berry.yaml

        Rules that belong under version control. What the file names is fixed and shown read-only in
        the dashboard; everything else is chosen there. An unknown key is a mistake.

        ```yaml
        timeZone: Europe/Moscow   # whose days the charts show; default UTC
        answerLimit: 15m          # after this a question counts as unanswered; 1m to 7d
        retention:
          incoming: 30d           # how long raw updates are kept; 1d to 3660d
        backup:                   # see backup.md
          daily: "03:00"          # in the business time zone; off for none
          keep: {hourly: 24, daily: 7, weekly: 4, monthly: 6}
          budget: 20%             # share of the disk that backups may take; 1% to 90%
          recipients: []          # public keys (age1…) that backups are encrypted for
          copies:                 # where else they lie; plain: true allows unencrypted ones
            - directory: /mnt/backups
            # - s3: {endpoint: https://s3.example.org, bucket: berry, region: eu-1, prefix: prod/}
            # - telegram: owner     # encrypted only, so recipients must be named
          plainCopies: false      # true, too, before one leaves this machine unencrypted
        escalation:               # who is called when something is wrong; see on-call.md
          contacts:               # Telegram ids, or usernames in quotes; here, or in the dashboard
            developer: [279058397]
            devops: ["@ann"]      # reached once they opened their link
            support: []           # nobody: the owner
          steps:                  # 1 to 10, the first at once; to: developer, devops, support or all
            - {after: 0m, to: developer}
            - {after: 5m, to: devops}
            - {after: 15m, to: all}
          # webhook: https://example.org/hook     # signed with ESCALATION_SECRET
          # mail: smtp://berry%40example.org@mail.example.org   # smtps:// too; SMTP_PASSWORD
          # deadMan: https://hc.example.org/ping/berry   # asked every minute; also /start and /fail
        ```
        """;
  }

  static String russian() {
    return """
    # Конфигурация

    <!-- Создано из src/main/java/berry/config/Variable.java; как — сказано в ConfigurationPagesTest. -->

    Задавать ничего не обязательно: `./berry start` сам поднимает песочницу со своим PostgreSQL.

    - Флаг важнее окружения, окружение важнее `.env` в рабочей папке, а он важнее значения по
      умолчанию. `berry config show` печатает каждое значение и его источник, секреты скрыты.
    - Пустая переменная считается незаданной; заглушки `your_bot_token`, `your_webapp_url`,
      `your_database_url` и `your_api_url` тоже, с предупреждением.
    - Любой секрет можно прочитать из файла: `NAME_FILE=/run/secrets/name`.
    - Обо всех ошибках сообщается сразу, код выхода 3: `berry config check`.

    ## Переменные

    | Имя | По умолчанию | Значение | Пример |
    |---|---|---|---|
    """
        + rows(true)
        + """

        ## berry.yaml

        Правила, которым место в системе контроля версий. Названное в файле закреплено и в дашборде
        видно только для чтения; всё остальное выбирается там. Неизвестный ключ — ошибка.

        ```yaml
        timeZone: Europe/Moscow   # чьи сутки на графиках; по умолчанию UTC
        answerLimit: 15m          # после этого вопрос считается неотвеченным; от 1m до 7d
        retention:
          incoming: 30d           # сколько хранятся исходные обновления; от 1d до 3660d
        backup:                   # см. backup.md
          daily: "03:00"          # в поясе бизнеса; off — не делать
          keep: {hourly: 24, daily: 7, weekly: 4, monthly: 6}
          budget: 20%             # доля диска под резервные копии; от 1% до 90%
          recipients: []          # открытые ключи (age1…), для которых копии шифруются
          copies:                 # где ещё им лежать; plain: true разрешает незашифрованные
            - directory: /mnt/backups
            # - s3: {endpoint: https://s3.example.org, bucket: berry, region: eu-1, prefix: prod/}
            # - telegram: owner     # только зашифрованные, поэтому нужны recipients
          plainCopies: false      # и это true, прежде чем незашифрованная покинет машину
        escalation:               # кого звать, когда что-то сломалось; см. on-call.md
          contacts:               # id в Telegram или имена в кавычках; здесь или в дашборде
            developer: [279058397]
            devops: ["@ann"]      # доступен, когда откроет свою ссылку
            support: []           # никого — значит, владелец
          steps:                  # от 1 до 10, первый сразу; to: developer, devops, support или all
            - {after: 0m, to: developer}
            - {after: 5m, to: devops}
            - {after: 15m, to: all}
          # webhook: https://example.org/hook     # подписан с помощью ESCALATION_SECRET
          # mail: smtp://berry%40example.org@mail.example.org   # или smtps://; SMTP_PASSWORD
          # deadMan: https://hc.example.org/ping/berry   # раз в минуту; ещё /start и /fail
        ```
        """;
  }

  private static String rows(boolean inRussian) {
    StringBuilder rows = new StringBuilder();
    for (Variable variable : Variable.values()) {
      String usual = variable.usual() == null ? "–" : "`" + variable.usual() + "`";
      String file = variable.secret() ? "<br>`" + variable + "_FILE`" : "";
      String meaning = inRussian ? variable.meaningInRussian() : variable.meaning();
      rows.append(
          "| `%s`%s | %s | %s | `%s` |\n"
              .formatted(variable, file, usual, meaning, variable.example()));
    }
    return rows.toString();
  }

  private static String wrapped(String prefix, String text) {
    StringBuilder lines = new StringBuilder();
    StringBuilder line = new StringBuilder(prefix.strip());
    for (String word : text.split(" ", -1)) {
      if (line.length() + 1 + word.length() > 100) {
        lines.append(line).append('\n');
        line = new StringBuilder(prefix.strip());
      }
      line.append(' ').append(word);
    }
    return lines.append(line).append('\n').toString();
  }
}
