/** What the doctor says, in its own words and in Russian: `*` stands for a value, `{1}` for the first of them. */
interface Doctor {
  names: Record<string, string>;
  sentences: Record<string, string>;
}

export const doctor: Doctor = {
  names: {
    configuration: "настройки",
    database: "база данных",
    rights: "права",
    clock: "часы",
    schema: "схема",
    pooler: "пулер",
    recovery: "восстановление",
    inbox: "входящие",
    telegram: "Telegram",
    webhook: "вебхук",
    intake: "приём",
    "web app": "Mini App",
    proxy: "прокси",
    disk: "диск",
    backups: "резервные копии",
    copies: "копии в других местах",
    memory: "память",
  },
  sentences: {
    "the check itself failed: *": "проверка не удалась: {1}",
    "Run it again; if it stays, report it with this line.":
      "Запустите её ещё раз; если не поможет, сообщите об этом вместе с этой строкой.",
    "sandbox, no token, database embedded": "песочница без токена, база данных встроенная",
    "sandbox, no token, database given": "песочница без токена, база данных своя",
    "a real bot, database embedded": "настоящий бот, база данных встроенная",
    "a real bot, database given": "настоящий бот, база данных своя",
    "See berry config show.": "Посмотрите berry config show.",
    "embedded, not running now; berry start starts it":
      "встроенная, сейчас не запущена; её запускает berry start",
    "PostgreSQL * at *, *": "PostgreSQL {1}, {2}, {3}",
    "Berry needs PostgreSQL * or newer.": "Berry нужен PostgreSQL {1} или новее.",
    "Start it, or correct DATABASE_URL.": "Запустите её или исправьте DATABASE_URL.",
    "this server is a standby and can't be written": "это резервный сервер, писать в него нельзя",
    "Name the primary in DATABASE_URL, or both with target_session_attrs=read-write.":
      "Укажите в DATABASE_URL основной сервер или оба с target_session_attrs=read-write.",
    "the user may not create tables in schema public": "пользователю нельзя создавать таблицы в схеме public",
    "As the database's owner: *.": "От имени владельца базы: {1}.",
    "the user may not create the schema demo, where demonstration data lies apart":
      "пользователю нельзя создать схему demo, где отдельно лежат демонстрационные данные",
    "Berry connects as a superuser, which it never needs":
      "Berry подключается как суперпользователь, а это ему не нужно",
    "Give it a user of its own that owns only its database.":
      "Дайте ему собственного пользователя, который владеет только своей базой.",
    "enough, and no superuser": "достаточные, не суперпользователь",
    "the database's and this machine's agree": "часы базы данных и этой машины совпадают",
    "the database's and this machine's are * s apart": "часы базы данных и этой машины расходятся на {1} с",
    "Let both machines take their time from NTP.": "Пусть обе машины берут время по NTP.",
    "up to date": "актуальна",
    "* migrations pending: *": "не применено миграций: {1} ({2})",
    "berry migrate, or berry start, which does it by itself.":
      "Выполните berry migrate или berry start, он сделает это сам.",
    "Check DATABASE_UNPOOLED_URL and the rights of the user.":
      "Проверьте DATABASE_UNPOOLED_URL и права пользователя.",
    "not looked at, the database is not running": "не проверялось: база данных не запущена",
    "not looked at, the database can't be reached": "не проверялось: база данных недоступна",
    "not looked at, this user sees only its own database":
      "не проверялось: этот пользователь видит только свою базу",
    "not known without the database": "без базы данных неизвестно",
    "not known before the schema is up to date": "неизвестно, пока схема не обновлена",
    "Berry does not run now": "Berry сейчас не запущен",
    "a pooler in transaction mode stands before *: locks and wake-ups are lost there":
      "перед {1} стоит пулер в режиме транзакций: блокировки и оповещения в нём теряются",
    "Set DATABASE_UNPOOLED_URL to the server's own address; DATABASE_URL may stay.":
      "Укажите в DATABASE_UNPOOLED_URL адрес самого сервера; DATABASE_URL можно не менять.",
    "none before *: sessions stay the same": "перед {1} пулера нет: сеансы не меняются",
    "a restore is at work: *": "идёт восстановление: {1}",
    "Wait for its end; it takes about as long as a proof of the backup.":
      "Дождитесь конца; это занимает примерно столько же, сколько проверка копии.",
    "left by a restore that was broken off, not complete: *":
      "осталось от прерванного восстановления, неполное: {1}",
    "nothing yet": "пока ничего",
    "every update was understood; of the newest * update ids * never came (information: Telegram leaves some out)":
      "все обновления поняты; из последних {1} номеров обновлений не пришло {2} (для сведения: Telegram пропускает некоторые)",
    "* updates are kept raw only (quarantined); of the newest * update ids * never came (information: Telegram leaves some out)":
      "в карантине обновлений: {1}, они хранятся только в исходном виде; из последних {2} номеров обновлений не пришло {3} (для сведения: Telegram пропускает некоторые)",
    "berry inbox list says why; berry inbox retry reads them again, as an upgrade does.":
      "Причину назовёт berry inbox list; berry inbox retry прочтёт их снова, как и обновление Berry.",
    "sandbox: Berry plays Telegram itself": "песочница: Berry сам играет роль Telegram",
    "Telegram does not know this token (*): revoked or mistyped":
      "Telegram не знает этот токен ({1}): он отозван или введён с ошибкой",
    "Take the present one from @BotFather and run berry token rotate.":
      "Возьмите действующий у @BotFather и выполните berry token rotate.",
    "Try again shortly; Telegram itself may be in trouble.":
      "Попробуйте чуть позже: возможно, сбой у самого Telegram.",
    "* does not answer: *": "{1} не отвечает: {2}",
    "Check this machine's way out (DNS, firewall, proxy) and TELEGRAM_API_URL.":
      "Проверьте выход этой машины в сеть (DNS, брандмауэр, прокси) и TELEGRAM_API_URL.",
    "Run berry doctor again.": "Запустите проверку ещё раз.",
    "nothing was received yet; berry start begins": "ещё ничего не принято; приём начинает berry start",
    "polling by *, last seen working *": "опрос, ведёт {1}, работал в последний раз {2}",
    "webhook by *, last seen working *": "вебхук, ведёт {1}, работал в последний раз {2}",
    "updates are polled although a webhook is configured: *":
      "обновления забираются опросом, хотя настроен вебхук: {1}",
    "Make the address reachable by https; Berry tries it again every 30 min.":
      "Сделайте адрес доступным по https; Berry пробует его снова каждые 30 минут.",
    "WEBAPP_URL is not set: no Mini App button": "WEBAPP_URL не задан: кнопки Mini App нет",
    "can't be judged from here: this machine finds no address for *":
      "отсюда не судить: эта машина не находит адреса {1}",
    "Check its DNS record: look it up from another machine.": "Проверьте запись DNS с другой машины.",
    "can't be judged from here: * leads to *, an address of this network":
      "отсюда не судить: {1} ведёт на {2}, адрес этой сети",
    "Open it on a phone outside this network; people's Telegram must reach it.":
      "Откройте его с телефона вне этой сети: он должен быть доступен Telegram у людей.",
    "none that is not named": "неназванных нет",
    "* comes from *, which TRUSTED_PROXIES does not name, so everybody behind it counts as one caller":
      "{1} приходит с {2}, которого нет в TRUSTED_PROXIES, поэтому все за ним считаются одним клиентом",
    "If that is your proxy, set *.": "Если это ваш прокси, задайте {1}.",
    "* can't be written by this user": "этот пользователь не может писать в {1}",
    "Correct its owner, or name another folder in BERRY_DATA.":
      "Исправьте владельца или укажите в BERRY_DATA другую папку.",
    "* tells nothing about its disk": "{1} ничего не сообщает о своём диске",
    "Look at df yourself.": "Посмотрите вывод df.",
    "* of * free for *": "свободно {1} из {2} для {3}",
    "Free some space or move BERRY_DATA to a larger disk.":
      "Освободите место или перенесите BERRY_DATA на диск побольше.",
    "More than 80 % is used; make room before it is full.":
      "Занято больше 80 %; освободите место, пока оно не кончилось.",
    "in *": "в {1}",
    "*: no copy was read back yet": "{1}: ни одна копия ещё не прочитана обратно",
    "berry backup create makes one; its warnings say what is in the way.":
      "Её сделает berry backup create; его предупреждения скажут, что мешает.",
    "*: newest is * h old, read back": "{1}: новейшей {2} ч, прочитана обратно",
    "Look for the word copy in berry's log; berry backup create.":
      "Поищите в журнале слово copy; выполните berry backup create.",
    "*: not looked at, the database is not running": "{1}: не проверялось, база данных не запущена",
    "no limit, heap up to *": "без ограничения, куча до {1}",
    "limit *, heap up to *, * could be needed": "ограничение {1}, куча до {2}, может понадобиться {3}",
    "limit *, heap up to *": "ограничение {1}, куча до {2}",
    "Raise the limit, or lower the heap by BERRY_HEAP, such as BERRY_HEAP=128m.":
      "Поднимите ограничение или уменьшите кучу: например, BERRY_HEAP=128m.",
  },
};
