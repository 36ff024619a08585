// The bot that a JavaScript team would write first: grammY behind Express, one row an update by
// pg's pool, 200 when it is committed.
import express from 'express';
import { Bot, webhookCallback } from 'grammy';
import pg from 'pg';

const { BOT_TOKEN, TELEGRAM_API_URL, DATABASE_URL, SECRET, PORT } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL });
await pool.query(`
  CREATE TABLE IF NOT EXISTS update_row (
    update_id bigint PRIMARY KEY,
    chat_id bigint,
    text text,
    body jsonb NOT NULL
  )`);

const bot = new Bot(BOT_TOKEN, { client: { apiRoot: TELEGRAM_API_URL } });
bot.on('message', async (ctx) => {
  await pool.query(
    'INSERT INTO update_row (update_id, chat_id, text, body) VALUES ($1, $2, $3, $4) ON CONFLICT (update_id) DO NOTHING',
    [ctx.update.update_id, ctx.chat.id, ctx.message.text, ctx.update],
  );
});

const app = express();
app.use(express.json());
app.post('/telegram/webhook', webhookCallback(bot, 'express', { secretToken: SECRET }));
app.listen(Number(PORT), '127.0.0.1', () => console.log('ready'));
