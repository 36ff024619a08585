// The echo bot, made with Telegraf. It builds addresses relative to apiRoot, which therefore ends with a slash.
import { setTimeout as pause } from "node:timers/promises";
import { Input, Markup, Telegraf, TelegramError } from "telegraf";
import { message } from "telegraf/filters";
import { api, commands, listen, markdown, mode, ready, secret, token } from "./start.mjs";

const bot = new Telegraf(token, { telegram: { apiRoot: `${api}/` } });

const keyboard = (count) =>
  Markup.inlineKeyboard([
    Markup.button.callback("Press me", `press:${count}`),
    Markup.button.url("Site", "https://example.org"),
  ]);
const named = (text, name) => Input.fromBuffer(Buffer.from(text), name);

// Telegraf leaves it to the bot to wait after a 429.
async function patiently(call) {
  for (;;) {
    try {
      return await call();
    } catch (error) {
      const seconds = error instanceof TelegramError && error.parameters?.retry_after;
      if (!seconds) throw error;
      await pause(seconds * 1000);
    }
  }
}

async function download(ctx, fileId) {
  const answer = await fetch(await ctx.telegram.getFileLink(fileId));
  return Buffer.from(await answer.arrayBuffer());
}

bot.start((ctx) => ctx.reply(`Hello, ${ctx.from.first_name}!`, keyboard(0)));
bot.command("markdown", (ctx) => ctx.replyWithMarkdownV2(markdown));
bot.command("album", (ctx) =>
  ctx.replyWithMediaGroup([
    { type: "document", media: named("first", "one.txt") },
    { type: "document", media: named("second", "two.txt"), caption: "both" },
  ]),
);
bot.command("errors", async (ctx) => {
  try {
    await ctx.telegram.editMessageText(ctx.chat.id, 999_999, undefined, "nothing");
  } catch (error) {
    if (!(error instanceof TelegramError)) throw error;
    await ctx.reply(`${error.code} ${error.description}`);
  }
});

bot.action(/^press:(\d+)$/, async (ctx) => {
  const count = Number(ctx.match[1]) + 1;
  await ctx.answerCbQuery(`Press ${count}`);
  await ctx.editMessageText(`Pressed: ${count}`, keyboard(count));
});

bot.on(message("document"), async (ctx) => {
  const bytes = await download(ctx, ctx.message.document.file_id);
  await ctx.replyWithDocument(Input.fromBuffer(bytes, `back-${ctx.message.document.file_name}`), {
    caption: `${bytes.length} bytes`,
  });
});
bot.on(message("photo"), async (ctx) => {
  const bytes = await download(ctx, ctx.message.photo.at(-1).file_id);
  await ctx.replyWithPhoto(Input.fromBuffer(bytes, "back.png"), { caption: `${bytes.length} bytes` });
});
bot.on(message("text"), (ctx) =>
  patiently(() =>
    ctx.reply(`You said: ${ctx.message.text}`, { reply_parameters: { message_id: ctx.message.message_id } }),
  ),
);
bot.catch((failure) => console.error(failure));

await bot.telegram.setMyCommands(commands);
if (mode === "webhook") {
  const url = await listen(bot.webhookCallback("/hook", { secretToken: secret }));
  await bot.telegram.setWebhook(url, { secret_token: secret });
  ready();
} else {
  await bot.launch({}, ready);
}
