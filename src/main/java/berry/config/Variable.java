package berry.config;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The table of everything that can be set from outside: the one source of parsing, `config show`,
/// `.env.example` and the documentation.
///
/// Order matters: the document's five come first, then what people set most.
public enum Variable {
  BOT_TOKEN(
      Kind.SECRET,
      null,
      "123456789:AAExampleExampleExampleExampleExample",
      "Token of the bot, from @BotFather. Without it Berry runs in the sandbox.",
      "Токен бота от @BotFather. Без него Berry работает в песочнице."),
  WEBAPP_URL(
      Kind.PLAIN,
      "https://$RAILWAY_PUBLIC_DOMAIN",
      "https://berry.example.com",
      "Public https address of the dashboard; `berry start` also takes it for the webhook. Without"
          + " it there is no Mini App button. http and any port are allowed only with"
          + " TELEGRAM_API_URL.",
      "Публичный https-адрес дашборда; `berry start` берёт его и для вебхука. Без него нет кнопки"
          + " Mini App. http и любой порт разрешены только вместе с TELEGRAM_API_URL."),
  DATABASE_URL(
      Kind.SECRET,
      null,
      "postgresql://berry:password@localhost:5432/berry_twa_dashboard",
      "PostgreSQL address, percent-encoded; several hosts, parameters such as sslmode and the JDBC"
          + " form are understood. Without it Berry runs its own PostgreSQL under BERRY_DATA.",
      "Адрес PostgreSQL с процентным кодированием; понимаются несколько хостов, параметры вроде"
          + " sslmode и форма JDBC. Без него Berry запускает свой PostgreSQL в BERRY_DATA."),
  REACT_APP_API_URL(
      Kind.PLAIN,
      null,
      "https://bot.example.com",
      "Only for `berry start dashboard` without a database: /api is forwarded to this address. Read"
          + " at start, not built in.",
      "Только для `berry start dashboard` без базы данных: /api передаётся на этот адрес. Читается"
          + " при запуске, не вшивается в сборку."),
  REACT_APP_BOT_TOKEN(
      Kind.SECRET,
      null,
      "123456789:AAExampleExampleExampleExampleExample",
      "Another name for BOT_TOKEN, understood with a warning. It stays on the server and never"
          + " reaches a browser.",
      "Другое имя BOT_TOKEN, принимается с предупреждением. Остаётся на сервере и никогда не"
          + " попадает в браузер."),
  PORT(
      Kind.PLAIN,
      "8080",
      "8080",
      "Port of the HTTP server; `berry start dashboard`: 8081. 0 takes any free port.",
      "Порт HTTP-сервера; для `berry start dashboard` — 8081. 0 — любой свободный порт."),
  HOST(
      Kind.PLAIN,
      null,
      "127.0.0.1",
      "Address to listen on. Default: every address, IPv4 and IPv6; in the sandbox 127.0.0.1.",
      "Адрес, на котором слушает сервер. По умолчанию все адреса, IPv4 и IPv6; в песочнице"
          + " 127.0.0.1."),
  OWNER_ID(
      Kind.PLAIN,
      null,
      "123456789",
      "Telegram id of the owner, a number. Without it the owner is claimed by a one-time link.",
      "Telegram id владельца, число. Без него владельцем становятся по одноразовой ссылке."),
  WEBHOOK_URL(
      Kind.PLAIN,
      "WEBAPP_URL",
      "https://bot.example.com",
      "Public base of the bot when it differs from WEBAPP_URL; `off` turns the webhook off and long"
          + " polling on. `berry start bot`: https://$RAILWAY_PUBLIC_DOMAIN.",
      "Публичный адрес бота, если он отличается от WEBAPP_URL; `off` выключает вебхук и включает"
          + " long polling. Для `berry start bot` — https://$RAILWAY_PUBLIC_DOMAIN."),
  DATABASE_UNPOOLED_URL(
      Kind.SECRET,
      "DATABASE_URL",
      "postgresql://berry:password@db.internal:5432/berry_twa_dashboard",
      "Direct connection past a pooler, for LISTEN, locks and migrations.",
      "Прямое соединение в обход пулера: для LISTEN, блокировок и миграций."),
  TELEGRAM_API_URL(
      Kind.PLAIN,
      "https://api.telegram.org",
      "http://127.0.0.1:9000/sandbox",
      "Base of the Bot API: a local Bot API server or `berry sandbox`.",
      "Базовый адрес Bot API: локальный сервер Bot API или `berry sandbox`."),
  METRICS_TOKEN(
      Kind.SECRET,
      null,
      "a-long-random-word",
      "Bearer token that opens /metrics from other machines. Without it only loopback may read it.",
      "Bearer-токен, открывающий /metrics с других машин. Без него читать может только loopback."),
  BERRY_DATA(
      Kind.PLAIN,
      "./data",
      "/var/lib/berry",
      "Folder of the embedded database, the sandbox and what else must outlive a restart.",
      "Папка встроенной базы, песочницы и всего, что должно пережить перезапуск."),
  LOG_FILE(
      Kind.PLAIN,
      "logs/app.log",
      "/var/log/berry/app.log",
      "Log file, rotated by size.",
      "Файл журнала, ротация по размеру."),
  LOG_FORMAT(
      Kind.PLAIN,
      "text",
      "json",
      "How the log is written: `text` for people, `json` for programs, one object a line.",
      "Как пишется журнал: `text` — для людей, `json` — для программ, по объекту на строку."),
  BACKUP_DIR(
      Kind.PLAIN,
      "backups/ in BERRY_DATA",
      "/var/backups/berry",
      "Folder of the backups.",
      "Папка резервных копий."),
  S3_ACCESS_KEY(
      Kind.SECRET,
      null,
      "BERRYBACKUPS",
      "Access key of the bucket that `backup.copies` in berry.yaml names.",
      "Ключ доступа к бакету, названному в `backup.copies` файла berry.yaml."),
  S3_SECRET_KEY(
      Kind.SECRET,
      null,
      "a-long-random-word",
      "The secret key that belongs to S3_ACCESS_KEY.",
      "Секретный ключ к S3_ACCESS_KEY."),
  ESCALATION_SECRET(
      Kind.SECRET,
      null,
      "a-long-random-word",
      "Signs what `escalation.webhook` in berry.yaml is told; needed with it, 16 characters or more.",
      "Подписывает то, что получает `escalation.webhook` из berry.yaml; нужен вместе с ним, от 16"
          + " символов."),
  SMTP_PASSWORD(
      Kind.SECRET,
      null,
      "a-long-random-word",
      "Password of the user that `escalation.mail` in berry.yaml names.",
      "Пароль пользователя, названного в `escalation.mail` файла berry.yaml."),
  TRUSTED_PROXIES(
      Kind.PLAIN,
      "100.64.0.0/10 (Railway)",
      "10.0.0.0/8, 100.64.0.0/10",
      "Addresses or networks whose X-Forwarded-For is believed, separated by commas. On Railway its"
          + " edge is, as long as nothing is set; elsewhere nobody is. `berry doctor` names a proxy"
          + " that is missing here.",
      "Адреса или сети, чьему X-Forwarded-For верить, через запятую. На Railway, пока ничего не"
          + " задано, это его входной прокси, в других местах — никто. Если какого-то прокси здесь"
          + " не хватает, `berry doctor` его назовёт."),
  BERRY_CONFIG(
      Kind.PLAIN,
      "berry.yaml",
      "/etc/berry/berry.yaml",
      "YAML file with rules: time zone, answer limit, retention, backups. The default may be missing.",
      "YAML-файл с правилами: часовой пояс, лимит ответа, сроки хранения, резервные копии. Файла по"
          + " умолчанию может не быть."),
  RAILWAY_PUBLIC_DOMAIN(
      Kind.PLAIN,
      null,
      "berry-production.up.railway.app",
      "Set by Railway; the default of WEBAPP_URL and WEBHOOK_URL is made of it.",
      "Задаётся Railway; из него получаются WEBAPP_URL и WEBHOOK_URL по умолчанию."),
  RAILWAY_REPLICA_ID(
      Kind.PLAIN,
      null,
      "4a1f7c52-0b57-4f4e-9d0e-8f0f5a6d2c11",
      "Set by Railway, also for a service without a domain; tells that its edge stands before Berry.",
      "Задаётся Railway, в том числе для сервиса без домена; по нему видно, что перед Berry стоит"
          + " входной прокси Railway."),
  RAILWAY_ENVIRONMENT(
      Kind.PLAIN,
      null,
      "production",
      "Set by Railway; tells that files outlive a deployment on a volume only.",
      "Задаётся Railway; по нему видно, что файлы переживают деплой только на томе."),
  RAILWAY_VOLUME_MOUNT_PATH(
      Kind.PLAIN,
      null,
      "/data",
      "Set by Railway for a service with a volume: where it is mounted.",
      "Задаётся Railway для сервиса с томом: куда том подключён."),
  RAILWAY_DEPLOYMENT_ID(
      Kind.PLAIN,
      null,
      "8d2f2a0e-6d0b-4b7e-9a57-0f1f1c6b7a10",
      "Set by Railway; a deploy is told from a restart by it.",
      "Задаётся Railway; по нему деплой отличают от перезапуска."),
  RAILWAY_GIT_COMMIT_SHA(
      Kind.PLAIN,
      null,
      "d0beb8f5c55b36df7d674d55965a23b8d54ad69b",
      "Set by Railway; the commit that runs.",
      "Задаётся Railway; какой коммит запущен."),
  RAILWAY_GIT_COMMIT_MESSAGE(
      Kind.PLAIN,
      null,
      "outbox: wait as long as Telegram asks",
      "Set by Railway; the first line is shown beside the deploy.",
      "Задаётся Railway; первая строка видна рядом с деплоем.");

  /// What may be shown of a value.
  enum Kind {
    PLAIN,
    SECRET
  }

  private final Kind kind;
  private final @Nullable String usual;
  private final String example;
  private final String meaning;
  private final String meaningInRussian;

  Variable(
      Kind kind, @Nullable String usual, String example, String meaning, String meaningInRussian) {
    this.kind = kind;
    this.usual = usual;
    this.example = example;
    this.meaning = meaning;
    this.meaningInRussian = meaningInRussian;
  }

  /// The variable of that name, if Berry has one.
  public static Optional<Variable> named(String name) {
    return Arrays.stream(values()).filter(one -> one.name().equals(name)).findFirst();
  }

  /// Whether its value must never be shown; such a variable is also read as `NAME_FILE`.
  public boolean secret() {
    return kind == Kind.SECRET;
  }

  /// The default in words, or null when there is none.
  public @Nullable String usual() {
    return usual;
  }

  public String example() {
    return example;
  }

  public String meaning() {
    return meaning;
  }

  public String meaningInRussian() {
    return meaningInRussian;
  }
}
