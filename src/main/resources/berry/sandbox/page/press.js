import { api } from './api.js';
import { h, icon } from './dom.js';
import { openApp } from './frame.js';
import { ask, copyText, toast } from './popups.js';
import { attempt, bot, here, refresh, state } from './store.js';
import { followLink } from './text.js';
import { word } from './words.js';

/** The buttons below a message. */
export function inlineKeyboard(message) {
  return h('div', { class: 'inline-keyboard' },
    message.reply_markup.inline_keyboard.map((row) => h('div', {}, row.map((button) =>
      h('button', { type: 'button', onclick: (event) => press(event.currentTarget, message, button) },
        button.text,
        (button.url || button.web_app) && h('span', { class: 'corner' }, icon(button.web_app ? 'app' : 'globe')))))));
}

async function press(control, message, button) {
  if (button.url) return followLink(button.url);
  if (button.web_app) return openApp({ url: button.web_app.url });
  if (button.copy_text) return copyText(button.copy_text.text);
  if (button.callback_data === undefined) return toast(word('notHere'));
  control.classList.add('busy');
  const pressed = await attempt(() => api.press({ token: bot().token, personId: state.person, chatId: here().chatId, messageId: message.message_id, data: button.callback_data }));
  if (pressed) await answerTo(pressed.callbackId);
  control.classList.remove('busy');
}

/** Telegram's button glows until the bot answers; so does ours, for ten seconds. */
async function answerTo(id) {
  for (let tries = 0; tries < 40; tries++) {
    const answer = state.view.chat?.answers?.[id];
    if (answer) {
      if (answer.text && answer.alert) await ask({ message: answer.text, buttons: [{ id: 'ok', text: word('ok') }] });
      else if (answer.text) toast(answer.text);
      if (answer.url) await followLink(answer.url);
      return;
    }
    await new Promise((done) => setTimeout(done, 250));
    if (tries % 8 === 7) await refresh();
  }
}
