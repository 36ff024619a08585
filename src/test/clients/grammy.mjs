// The echo bot, made with grammY and its plugins for files and retries.
import { autoRetry } from "@grammyjs/auto-retry";
import { hydrateFiles } from "@grammyjs/files";
import { Bot, GrammyError, InlineKeyboard, InputFile, InputMediaBuilder, webhookCallback } from "grammy";
import { api, commands, listen, markdown, mode, ready, secret, token } from "./start.mjs";

const bot = new Bot(token, { client: { apiRoot: api } });
bot.api.config.use(autoRetry());
bot.api.config.use(hydrateFiles(token, { apiRoot: api }));

const keyboard = (count) => new InlineKeyboard().text("Press me", `press:${count}`).url("Site", "https://example.org");
const named = (text, name) => new InputFile(Buffer.from(text), name);


// The plugin's own download() insists on https.
async function download(ctx) {
  const answer = await fetch((await ctx.getFile()).getUrl());
  return Buffer.from(await answer.arrayBuffer());
}

bot.command("start", (ctx) => ctx.reply(`Hello, ${ctx.from.first_name}!`, { reply_markup: keyboard(0) }));
bot.command("markdown", (ctx) => ctx.reply(markdown, { parse_mode: "MarkdownV2" }));
bot.command("album", (ctx) =>
  ctx.replyWithMediaGroup([
    InputMediaBuilder.document(named("first", "one.txt")),
    InputMediaBuilder.document(named("second", "two.txt"), { caption: "both" }),
  ]),
);
bot.command("errors", async (ctx) => {
  try {
    await ctx.api.editMessageText(ctx.chat.id, 999_999, "nothing");
  } catch (error) {
    if (!(error instanceof GrammyError)) throw error;
    await ctx.reply(`${error.error_code} ${error.description}`);
  }
});

bot.callbackQuery(/^press:(\d+)$/, async (ctx) => {
  const count = Number(ctx.match[1]) + 1;
  await ctx.answerCallbackQuery(`Press ${count}`);
  await ctx.editMessageText(`Pressed: ${count}`, { reply_markup: keyboard(count) });
});

bot.on("message:document", async (ctx) => {
  const bytes = await download(ctx);
  await ctx.replyWithDocument(new InputFile(bytes, `back-${ctx.message.document.file_name}`), {
    caption: `${bytes.length} bytes`,
  });
});
bot.on("message:photo", async (ctx) => {
  const bytes = await download(ctx);
  await ctx.replyWithPhoto(new InputFile(bytes, "back.png"), { caption: `${bytes.length} bytes` });
});
bot.on("message:text", (ctx) =>
  ctx.reply(`You said: ${ctx.message.text}`, { reply_parameters: { message_id: ctx.message.message_id } }),
);
bot.catch((failure) => console.error(failure));

await bot.api.setMyCommands(commands);
if (mode === "webhook") {
  const url = await listen(webhookCallback(bot, "http", { secretToken: secret }));
  await bot.api.setWebhook(url, { secret_token: secret });
  ready();
} else {
  await bot.start({ onStart: ready });
}
