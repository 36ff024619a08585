// The conversation of the pretend Berry: chat 101, a year of messages of every kind, and everything that can be done.
import { deflateSync } from "node:zlib";
import { staff } from "./conversations.mjs";

const MINUTE = 60_000;
const DAY = 86_400_000;

/**
 * @param tell sends news to the live stream
 * @param others answers for everybody else's conversation
 */
export function talkOf(shared, tell, others) {
  const state = {
    offline: false,
    answered: false,
    unreachable: "",
    draft: undefined,
    replying: [],
    calls: [],
    slow: 0,
    ...fresh(),
  };
  const items = story();
  const keys = new Map();
  const uploads = new Map();
  let serial = 5000;

  const wake = () => {
    const at = new Date().toISOString();
    for (const topic of ["conversation:101", "conversations"]) tell(topic, { topic, at, receivedAt: at });
  };
  const item = (more) => {
    serial += 1;
    return {
      id: `101.${serial}`,
      chatId: 101,
      direction: "in",
      kind: "text",
      sentAt: new Date().toISOString(),
      state: "received",
      author: "person",
      versions: 0,
      mayEdit: false,
      mayDelete: false,
      ...more,
    };
  };
  const add = (more) => {
    items.push(item(more));
    wake();
    return items.at(-1);
  };

  const conversation = () => {
    const lastIn = items.findLast((one) => one.direction === "in");
    const lastOut = items.findLast((one) => one.direction === "out" && one.kind !== "note");
    const { id, kind, text, direction, sentAt, author, state: delivery } = items.at(-1);
    const waits = lastIn.sentAt > lastOut.sentAt && !state.doneAt;
    return {
      chatId: 101,
      type: "private",
      person: {
        id: 101,
        firstName: "Мария",
        lastName: "Вершинина",
        username: "maria_v",
        language: "ru",
        source: "instagram",
      },
      ...(waits ? { waitingSince: lastIn.sentAt } : {}),
      ...(state.doneAt ? { doneAt: state.doneAt } : {}),
      ...(state.snoozedUntil ? { snoozedUntil: state.snoozedUntil } : {}),
      ...(state.assignee ? { assignee: state.assignee } : {}),
      lastMessage: { id, kind, text, direction, sentAt, author, state: delivery },
      tags: state.tags,
      unread: state.read === undefined || state.read < lastIn.sentAt,
      ...(state.unreachable ? { unreachable: state.unreachable } : {}),
    };
  };

  const page = (query) => {
    const limit = Number(query.get("limit") ?? 40);
    const around = query.get("around");
    const at = around ? items.findIndex(({ id }) => id === around) : -1;
    let from = Math.max(0, items.length - limit);
    let to = items.length;
    if (around) [from, to] = [Math.max(0, at - limit / 2), Math.min(items.length, at + limit / 2)];
    else if (query.has("before"))
      [from, to] = [Math.max(0, query.get("before") - limit), Number(query.get("before"))];
    else if (query.has("after")) {
      from = Number(query.get("after"));
      to = Math.min(items.length, from + limit);
    }
    return {
      items: items.slice(from, to).reverse(),
      ...(from > 0 ? { next: String(from) } : {}),
      ...(to < items.length ? { previous: String(to) } : {}),
    };
  };

  const send = (body, key) => {
    if (key && keys.has(key)) return [202, keys.get(key)];
    if (state.unreachable) return [409, { title: "Conflict", detail: "Бот заблокирован в этом чате." }];
    if (state.answered && !body.anyway) {
      const said = items.findLast((one) => one.author === "Борис");
      return [
        409,
        {
          type: "https://berry/problems/colleague-answered",
          title: "Answered",
          author: "Борис",
          at: said?.sentAt,
        },
      ];
    }
    state.answered = false;
    const files = (body.files ?? []).map((id) => uploads.get(id));
    const own = {
      direction: "out",
      author: "Анна",
      staffId: 1,
      state: "queued",
      mayEdit: true,
      mayDelete: true,
    };
    const quoted = items.find(({ id }) => id === body.replyTo);
    const parts = files.length > 0 ? files : [null];
    const album = parts.length > 1 ? `al${serial}` : undefined;
    const added = parts.map((file, n) =>
      item({
        ...own,
        ...(body.text && n === 0 ? { text: body.text } : {}),
        ...(quoted && n === 0
          ? { replyTo: { id: quoted.id, text: quoted.text, author: quoted.author } }
          : {}),
        ...(file
          ? {
              kind: file.kind,
              fileId: `up-${file.id}`,
              thumbnailId: `up-${file.id}`,
              fileName: file.name,
              fileSize: file.size,
            }
          : {}),
        ...(album ? { album } : {}),
      }),
    );
    items.push(...added);
    setTimeout(() => {
      for (const one of added) one.state = "sent";
      wake();
    }, 700);
    state.draft = undefined;
    state.doneAt = undefined;
    const answer = { id: added[0].id, state: "queued" };
    keys.set(key, answer);
    wake();
    return [202, answer];
  };

  const one = (method, id, act, body) => {
    const found = items.find((known) => known.id === id);
    if (!found) return [404, { title: "Not Found" }];
    if (method === "GET") {
      const versions = found.versions > 0 ? [{ text: "Здраствуйте! Когда привезут?", at: found.sentAt }] : [];
      return [200, { item: found, versions }];
    }
    if (act === "retry") found.state = "queued";
    else if (method === "PATCH")
      Object.assign(found, {
        text: body.text,
        editedAt: new Date().toISOString(),
        versions: found.versions + 1,
      });
    else if (found.kind === "note") items.splice(items.indexOf(found), 1);
    else {
      found.deletedAt = new Date().toISOString();
      delete found.text;
    }
    if (act === "retry")
      setTimeout(() => {
        found.state = "sent";
        wake();
      }, 700);
    wake();
    return [202, { id, state: found.state }];
  };

  const acts = {
    done: ({ done = true }) => (state.doneAt = done ? new Date().toISOString() : undefined),
    snooze: ({ until }) => (state.snoozedUntil = until ?? undefined),
    assign: ({ staffId }) => (state.assignee = staff.find(({ id }) => id === staffId)),
    tags: (body) => (state.tags = body.tags),
    read: ({ at }) => (state.read = at),
    notes: ({ text }) => {
      serial += 1;
      items.push(
        item({
          id: `note.${serial}`,
          direction: "out",
          kind: "note",
          text,
          state: "sent",
          author: "Анна",
          staffId: 1,
          mayEdit: true,
          mayDelete: true,
        }),
      );
    },
    draft: (body) => (state.draft = body.text ? { ...body, changedAt: new Date().toISOString() } : undefined),
  };

  const answer = (method, path, query, body, key) => {
    const [, act = "", id = "", more = ""] =
      /^\/api\/conversations\/101(?:\/(\w+))?(?:\/([^/]+))?(?:\/(\w+))?$/.exec(path) ?? [];
    if (path === "/api/templates") return [200, { items: templates }];
    if (method === "GET" && act === "") {
      return [
        200,
        {
          conversation: conversation(),
          details: { firstSeenAt: items[0].sentAt, lastSeenAt: items.at(-1).sentAt, messages: items.length },
          draft: state.draft,
          replying: state.replying,
          limitMinutes: 15,
        },
      ];
    }
    if (act === "messages" && id) return one(method, decodeURIComponent(id), more, body);
    if (act === "messages") return method === "GET" ? [200, page(query)] : send(body, key);
    acts[act]?.(body);
    wake();
    return [204];
  };

  const talk = async (url, request, response) => {
    const path = url.pathname;
    if (!/^\/api\/(conversations|templates|files)/.test(path)) return false;
    if (state.offline) {
      request.socket.destroy();
      return true;
    }
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const bytes = Buffer.concat(chunks);
    if (state.slow) await new Promise((resolve) => setTimeout(resolve, state.slow));
    if (shared.scene === "slow") await new Promise((resolve) => setTimeout(resolve, 60_000));
    if (path.startsWith("/api/files")) {
      file(request.method, path, bytes, response, uploads);
      return true;
    }
    const body = bytes.length > 0 ? JSON.parse(bytes) : {};
    if (request.method !== "GET") state.calls.push(`${request.method} ${path} ${bytes}`);
    const [status, json] =
      shared.scene === "error"
        ? [
            503,
            {
              title: "Service Unavailable",
              detail: "PostgreSQL не отвечает 5 с (10 из 10 соединений заняты).",
              requestId: "r-5f2a",
            },
          ]
        : /^\/api\/conversations(?!\/101)/.test(path)
          ? others(request.method, url, body, shared.scene)
          : answer(request.method, path, url.searchParams, body, request.headers["idempotency-key"]);
    response.writeHead(status, {
      "Content-Type": status < 400 ? "application/json" : "application/problem+json",
    });
    response.end(json && JSON.stringify(json));
    return true;
  };
  talk.add = add;
  talk.conversation = conversation;
  talk.refill = () => Object.assign(state, fresh());
  talk.state = state;
  return talk;
}

/** What the team has done with the conversation at the start. */
const fresh = () => ({
  doneAt: undefined,
  snoozedUntil: undefined,
  assignee: staff[0],
  tags: ["опт", "доставка"],
});
const templates = [
  {
    id: 1,
    name: "hello",
    texts: { ru: "Здравствуйте, {name}! Чем помочь?", en: "Hello, {name}! How can we help?" },
    changedAt: "2026-11-01T10:00:00Z",
  },
  {
    id: 2,
    name: "доставка",
    texts: { ru: "{name}, доставка занимает 2–3 дня. Номер отправления пришлём сюда же." },
    changedAt: "2026-11-01T10:00:00Z",
  },
  {
    id: 3,
    name: "price",
    texts: { ru: "Цены на опт — во вложении.", en: "Wholesale prices are attached." },
    changedAt: "2026-11-01T10:00:00Z",
  },
];

function story() {
  const now = Date.now();
  const all = [];
  const say = (minutesAgo, text, more = {}) =>
    all.push({
      id: `101.${1000 + all.length}`,
      chatId: 101,
      direction: "in",
      kind: "text",
      ...(text ? { text } : {}),
      sentAt: new Date(now - minutesAgo * MINUTE).toISOString(),
      state: "received",
      author: "person",
      versions: 0,
      mayEdit: false,
      mayDelete: false,
      ...more,
    });
  const out = (author, more = {}) => ({
    direction: "out",
    state: "sent",
    author,
    ...(author === "bot" ? {} : { staffId: author === "Анна" ? 1 : 2 }),
    ...more,
  });
  for (let n = 0; n < 320; n += 1) {
    const ago = (400 - n) * 0.35 * (DAY / MINUTE) * 0.2 + 4 * (DAY / MINUTE);
    if (n % 5 === 3)
      say(ago, `Ответ номер ${n}: всё отправили, трек пришлём вечером.`, out(n % 2 ? "Борис" : "Анна"));
    else say(ago, `Сообщение номер ${n}. ${"Длинный рассказ о том, как было дело. ".repeat(n % 4)}`);
  }
  const day = DAY / MINUTE;
  say(2 * day + 60, "/start instagram");
  say(
    2 * day + 59.9,
    "Здравствуйте, Мария! Это бот магазина. Напишите вопрос — ответит человек.",
    out("bot"),
  );
  say(2 * day + 40, "Здравствуйте! Когда привезут заказ?", {
    editedAt: new Date(now - 2 * DAY).toISOString(),
    versions: 1,
  });
  say(2 * day + 39.7, "Номер 40512, адрес прежний");
  say(
    2 * day + 30,
    "Добрый день! Заказ уже в пути, привезут завтра до 18:00. Подробности: https://shop.example/orders/40512 (обновляется каждый час).",
    out("Борис", {
      replyTo: { id: "101.1322", text: "Здравствуйте! Когда привезут заказ?", author: "person" },
    }),
  );
  say(2 * day + 29, "Постоянный покупатель, можно скидку 5 %", out("Борис", { kind: "note", id: "note.7" }));
  say(2 * day + 20, undefined, {
    kind: "photo",
    album: "a1",
    fileId: "p1",
    thumbnailId: "p1",
    fileSize: 320_000,
  });
  say(2 * day + 20, undefined, {
    kind: "photo",
    album: "a1",
    fileId: "p2",
    thumbnailId: "p2",
    fileSize: 310_000,
  });
  say(2 * day + 20, "Вот так выглядит коробка", {
    kind: "photo",
    album: "a1",
    fileId: "p3",
    thumbnailId: "p3",
    fileSize: 300_000,
  });
  say(day + 300, undefined, { kind: "pinned_message", text: "Номер 40512, адрес прежний" });
  say(
    day + 240,
    "Договор во вложении",
    out("Анна", {
      kind: "document",
      fileId: "d1",
      fileName: "Договор поставки № 18 от 23 ноября.pdf",
      fileSize: 482_133,
    }),
  );
  say(day + 200, undefined, { kind: "voice", fileId: "v1", fileSize: 41_000 });
  say(day + 190, undefined, { kind: "video", fileId: "m1", thumbnailId: "p4", fileSize: 4_800_000 });
  say(day + 180, undefined, {
    kind: "document",
    fileId: "gone",
    fileName: "старый-архив.zip",
    fileSize: 38_000_000,
  });
  say(180, undefined, {
    kind: "sticker",
    fileId: "p5",
    thumbnailId: "p5",
    fileName: "sticker.webp",
    fileSize: 30_000,
  });
  say(179, undefined, { kind: "sticker", fileId: "tgs", fileName: "AnimatedSticker.tgs", fileSize: 9_000 });
  say(170, "👍🏽");
  say(160, undefined, out("Анна", { deletedAt: new Date(now).toISOString() }));
  say(150, "Это сообщение не дошло", out("Анна", { state: "failed", reason: "blocked", mayDelete: true }));
  say(148, "А это, может быть, дошло", out("Анна", { state: "unknown", reason: "no_answer" }));
  say(
    140,
    "Привезли, спасибо!",
    out("Борис", { text: "Рады помочь! Если что-то ещё — пишите.", mayEdit: true, mayDelete: true }),
  );
  say(12, "Ой, а можно ещё вопрос? \u202Eгнол\u202C https://shop.example/wiki/Ягода_(сорт)");
  say(11.9, "Сколько будет стоить десять коробок, если забрать самим в четверг вечером?");
  return all;
}

function file(method, path, bytes, response, uploads) {
  if (method === "POST" && path === "/api/files") {
    const text = bytes.toString("latin1");
    const id = String(uploads.size + 1);
    const name = Buffer.from(/filename="([^"]*)"/.exec(text)?.[1] ?? "file", "latin1").toString();
    const kind = /name="kind"\r\n\r\n(\w+)/.exec(text)?.[1] ?? "document";
    const upload = { id, kind, name, size: bytes.length, mimeType: "application/octet-stream" };
    uploads.set(id, upload);
    response.writeHead(201, { "Content-Type": "application/json" }).end(JSON.stringify(upload));
    return;
  }
  if (method === "POST") return response.writeHead(202).end();
  const id = decodeURIComponent(path.split("/").at(-1));
  if (id === "gone") return response.writeHead(404, { "Content-Type": "application/problem+json" }).end("{}");
  if (id === "v1") return response.writeHead(200, { "Content-Type": "audio/wav" }).end(tone());
  const hue = [...id].reduce((sum, sign) => sum + sign.charCodeAt(0) * 47, 0) % 360;
  response.writeHead(200, { "Content-Type": "image/png" }).end(picture(320, id === "p3" ? 480 : 240, hue));
}

/** A picture of slanting light in one colour. */
function picture(width, height, hue) {
  const rows = [];
  const base = [hue, hue + 120, hue + 240].map((angle) => 140 + 80 * Math.cos((angle * Math.PI) / 180));
  for (let y = 0; y < height; y += 1) {
    const row = Buffer.alloc(1 + width * 3);
    for (let x = 0; x < width; x += 1) {
      const light = 0.55 + 0.35 * Math.sin((x + y) / 40) + 0.15 * (y / height);
      for (let channel = 0; channel < 3; channel += 1)
        row[1 + x * 3 + channel] = Math.min(255, base[channel] * light);
    }
    rows.push(row);
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]),
    chunk("IHDR", head),
    chunk("IDAT", deflateSync(Buffer.concat(rows))),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data]);
  const ends = [Buffer.alloc(4), Buffer.alloc(4)];
  ends[0].writeUInt32BE(data.length);
  ends[1].writeUInt32BE(checksum(body));
  return Buffer.concat([ends[0], body, ends[1]]);
}

function checksum(bytes) {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

/** A second of a tone, as WAV. */
function tone() {
  const rate = 8000;
  const head = Buffer.alloc(44);
  head.write("RIFF", 0);
  head.writeUInt32LE(36 + rate, 4);
  head.write("WAVEfmt ", 8);
  head.writeUInt32LE(16, 16);
  head.writeUInt16LE(1, 20);
  head.writeUInt16LE(1, 22);
  head.writeUInt32LE(rate, 24);
  head.writeUInt32LE(rate, 28);
  head.writeUInt16LE(1, 32);
  head.writeUInt16LE(8, 34);
  head.write("data", 36);
  head.writeUInt32LE(rate, 40);
  return Buffer.concat([
    head,
    Buffer.from(Array.from({ length: rate }, (_, n) => 128 + 60 * Math.sin(n / 3))),
  ]);
}
