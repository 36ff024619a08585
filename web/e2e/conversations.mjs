// The inbox of the pretend Berry: people in all kinds of state, and what the team does to them, in memory.
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

const people = [
  ["Мария", "Виноградова", "mariya_vin", "ru"],
  ["Анна", "Белова", undefined, "ru"],
  ["Дмитрий", undefined, "dmitry_y", "ru"],
  ["Oliver", "Whitfield", "oliver", "en"],
  ["Айгуль", undefined, undefined, "ru"],
  ["Сергей", "Константинопольский-Задунайский", "sergey", "ru"],
  ["Emma", "Clark", "emma_c", "en"],
  ["Тимур", undefined, "timur", "ru"],
  ["Noah", undefined, undefined, "en"],
  ["Ольга", "Ким", "olga_kim", "ru"],
  ["Пётр", "Ёлкин", undefined, "ru"],
  ["Sofia", "Rossi", "sofia", "en"],
];
const texts = [
  "Здравствуйте! Когда привезут заказ?",
  "Добрый вечер. Не открывается ссылка из вчерашнего письма, пробовал и с телефона, и с ноутбука",
  "Could you tell me the price for ten?",
  "А можно перенести встречу на четверг, часов на шесть?",
  "Спасибо, всё получил 🙌",
  "Курьер не приехал, ждём уже второй час",
  "Is the blue bouquet still there?",
  "Ещё вопрос: есть ли доставка в Пермь?",
];
const answers = [
  "Добрый день! Заказ уже в пути, привезут завтра до 18:00.",
  "Проверили: деньги вернулись на карту, зачислят за 3 дня.",
  "Of course, we have put one aside for you.",
];
const sources = [undefined, "instagram", "flyer_7", undefined, "site"];

export const staff = [
  { id: 1, name: "Анна" },
  { id: 2, name: "Борис" },
  { id: 22, name: "Kate" },
];

/**
 * Builds the inbox.
 *
 * @param tell sends live news
 * @param told the conversation that is told at length, by the fixture's talk
 */
export function inbox(tell, told) {
  const started = Date.now();
  const ago = (span) => new Date(started - span).toISOString();
  let said = 0;
  const last = (span, more = {}) => ({
    id: `out.${++said}`,
    direction: "in",
    kind: "text",
    text: texts[0],
    sentAt: ago(span),
    author: "person",
    state: "received",
    ...more,
  });
  const out = (span, author, more = {}) =>
    last(span, { direction: "out", author, state: "sent", text: answers[0], ...more });

  const waits = [2_900, 1_510, 190, 74, 41, 22, 16, 13, 9, 6, 3, 0.4];
  const kinds = {
    1: { kind: "photo", text: "Так выглядит коробка" },
    4: { kind: "voice", text: undefined },
    6: { kind: "document", text: undefined },
    8: { kind: "location", text: undefined },
  };
  const chats = Array.from({ length: 46 }, (_, n) => {
    const [firstName, lastName, username, language] = people[n % people.length];
    const chat = {
      chatId: 300 + n,
      type: "private",
      person: {
        id: 300 + n,
        firstName,
        ...(lastName && { lastName }),
        ...(username && { username: n < people.length ? username : `${username}${n}` }),
        language,
        ...(sources[n % sources.length] && { source: sources[n % sources.length] }),
      },
      tags: [],
      unread: false,
    };
    if (n < waits.length) {
      const span = waits[n] * MINUTE;
      const text = texts[n % texts.length];
      Object.assign(chat, {
        waitingSince: ago(span),
        unread: n !== 3,
        lastMessage: last(span * 0.9, { text, ...kinds[n] }),
      });
    } else {
      const span = (n - 11) ** 2.1 * 19 * MINUTE;
      const author = ["Анна", "bot", "Борис", "Kate"][n % 4];
      chat.lastMessage = out(span, author, { text: answers[n % answers.length] });
      if (n % 3 === 0) chat.doneAt = ago(span * 0.8);
    }
    return chat;
  });
  const set = (n, more) => Object.assign(chats[n], more);
  set(0, { tags: ["vip", "возврат", "жалоба"], assignee: staff[1] });
  set(2, { assignee: staff[0], tags: ["опт"] });
  set(5, { tags: ["доставка"] });
  set(7, { assignee: staff[0] });
  set(13, {
    lastMessage: out(3 * HOUR, "Анна", { state: "failed", text: "Добрый день! Вы ещё с нами?" }),
    unreachable: "blocked",
  });
  set(14, { lastMessage: out(2 * MINUTE, "Анна", { state: "queued" }), assignee: staff[0] });
  set(16, { lastMessage: out(4 * HOUR, "Kate", { state: "unknown" }), assignee: staff[2] });
  set(17, {
    waitingSince: ago(5 * HOUR),
    snoozedUntil: new Date(started + 20 * HOUR).toISOString(),
    lastMessage: last(5 * HOUR, { text: "Хорошо, напишите мне завтра" }),
    assignee: staff[0],
  });
  set(19, {
    snoozedUntil: new Date(started + 2 * HOUR).toISOString(),
    waitingSince: ago(2 * HOUR),
    lastMessage: last(2 * HOUR),
  });
  set(20, {
    type: "supergroup",
    chatId: -1001234,
    title: "Соседи, дом 18",
    lastMessage: last(50 * MINUTE, { kind: "new_chat_members", text: undefined }),
  });
  delete chats[20].person;
  set(22, { lastMessage: undefined });
  delete chats[22].lastMessage;
  set(23, {
    lastMessage: out(26 * HOUR, "Анна", { kind: "note", text: "Обещали перезвонить после праздников" }),
  });

  let empty = false;
  const everybody = () => (empty ? [] : [...chats, told()]);
  const waiting = (chat) =>
    chat.waitingSince && !chat.doneAt && !(chat.snoozedUntil && Date.parse(chat.snoozedUntil) > Date.now());
  const tabs = {
    unanswered: [waiting, (chat) => Date.parse(chat.waitingSince)],
    mine: [
      (chat) => chat.assignee?.id === 1 && !chat.doneAt,
      (chat) => -Date.parse(chat.lastMessage?.sentAt ?? 0),
    ],
    all: [() => true, (chat) => -Date.parse(chat.lastMessage?.sentAt ?? 0)],
    done: [(chat) => chat.doneAt, (chat) => -Date.parse(chat.doneAt)],
  };
  const listed = (tab) => {
    const [has, rank] = tabs[tab];
    return everybody()
      .filter(has)
      .sort((one, other) => rank(one) - rank(other));
  };
  const matches = (chat, query) => {
    const plain = (text) => (text ?? "").toLowerCase().replaceAll("ё", "е");
    const { person, lastMessage, title } = chat;
    const all = plain(
      [person?.firstName, person?.lastName, person?.username, title, lastMessage?.text].join(" "),
    );
    return (
      plain(query.get("search"))
        .split(/\s+/)
        .every((word) => all.includes(word)) &&
      (!query.get("tag") || chat.tags.includes(query.get("tag"))) &&
      (!query.get("language") || person?.language === query.get("language")) &&
      (!query.get("source") || person?.source === query.get("source")) &&
      (query.get("unread") !== "true" || chat.unread)
    );
  };

  const list = (query) => {
    const limitMinutes = 15;
    const found = listed(query.get("tab") ?? "unanswered").filter((chat) => matches(chat, query));
    const from = Number(query.get("before") ?? 0);
    const size = Number(query.get("limit") ?? 30);
    const overLimit = listed("unanswered").filter(
      (chat) => Date.now() - Date.parse(chat.waitingSince) >= limitMinutes * MINUTE,
    ).length;
    return {
      items: found.slice(from, from + size),
      ...(from + size < found.length && { next: String(from + size) }),
      counts: {
        unanswered: listed("unanswered").length,
        overLimit,
        mine: listed("mine").length,
        all: everybody().length,
        done: listed("done").length,
      },
      limitMinutes,
    };
  };

  const acts = {
    done: (chat, { done = true }) => {
      if (done) chat.doneAt = new Date().toISOString();
      else delete chat.doneAt;
    },
    snooze: (chat, { until }) => {
      if (until) chat.snoozedUntil = until;
      else delete chat.snoozedUntil;
    },
    assign: (chat, { staffId }) => {
      if (staffId) chat.assignee = staff.find(({ id }) => id === staffId);
      else delete chat.assignee;
    },
    tags: (chat, { tags }) => {
      chat.tags = tags;
    },
    read: (chat) => {
      chat.unread = false;
    },
  };
  const detail = (chat) => ({
    conversation: chat,
    details: { firstSeenAt: ago(400 * HOUR), lastSeenAt: chat.lastMessage?.sentAt, messages: 2 },
    replying: [],
    limitMinutes: 15,
  });
  /** What little is known of a chat: a question, and the last word in the list. */
  const thread = ({ chatId, lastMessage }) => {
    if (!lastMessage) return [];
    const item = (n, more) => ({
      id: `${chatId}.${n}`,
      chatId,
      versions: 0,
      mayEdit: false,
      mayDelete: false,
      ...more,
    });
    const before = new Date(Date.parse(lastMessage.sentAt) - 20 * MINUTE).toISOString();
    return [
      item(2, lastMessage),
      item(1, last(0, { text: texts[chatId > 0 ? chatId % 8 : 0], sentAt: before })),
    ];
  };
  const news = () => {
    const at = new Date().toISOString();
    tell("conversations", { topic: "conversations", at, receivedAt: at });
  };

  return {
    /** Somebody writes: a known chat or a new one. */
    write: (chatId, text) => {
      let chat = chats.find((known) => known.chatId === chatId);
      if (!chat) {
        chat = {
          chatId,
          type: "private",
          person: { id: chatId, firstName: `Гость ${chatId}`, language: "ru" },
          tags: [],
        };
        chats.push(chat);
      }
      const sentAt = new Date().toISOString();
      chat.waitingSince ??= sentAt;
      delete chat.doneAt;
      delete chat.snoozedUntil;
      Object.assign(chat, { unread: true, lastMessage: { ...last(0), text, sentAt } });
      news();
    },
    /** So many people more. */
    crowd: (count) => {
      for (let n = 0; n < count; n += 1)
        chats.push({ ...structuredClone(chats[24 + (n % 20)]), chatId: 10_000 + n });
    },
    /** Does to a chat what a colleague might. */
    act: (chatId, act, body = {}) => {
      acts[act](
        chats.find((chat) => chat.chatId === chatId),
        body,
      );
      news();
    },
    /** Answers a request; null when it is none of the inbox. */
    answer: (method, url, body, scene) => {
      const [, chatId, act] =
        /^\/api\/conversations(?:\/(-?\d+|facets))?(?:\/([a-z]+))?$/.exec(url.pathname) ?? [];
      empty = scene === "empty";
      if (method === "GET" && chatId === "facets")
        return [
          200,
          {
            tags: [
              ...new Set(["опт", "доставка", "vip", ...everybody().flatMap((chat) => chat.tags)]),
            ].sort(),
            languages: ["en", "ru"],
            sources: ["flyer_7", "instagram", "site"],
            staff,
          },
        ];
      if (method === "GET" && chatId === undefined) return [200, list(url.searchParams)];
      const chat = chats.find((known) => known.chatId === Number(chatId));
      if (!chat) return [404, { title: "Not Found", detail: "Nobody has written in this chat." }];
      if (method === "GET" && act === "messages") return [200, { items: thread(chat) }];
      if (method === "GET" && act === undefined) return [200, detail(chat)];
      if (scene === "refuse")
        return [
          503,
          { title: "Service Unavailable", detail: "PostgreSQL не отвечает 5 с.", requestId: "r-77" },
        ];
      if (act === "messages") return [202, { id: `${chatId}.9`, state: "queued" }];
      acts[act]?.(chat, body);
      setTimeout(news, 50);
      return [204];
    },
  };
}
