import { api } from './api.js';
import { fullName, h, icon, iconButton } from './dom.js';
import { themeParams } from './looks.js';
import { ask, copyText, menu } from './popups.js';
import { bot, chooseTab, person, state } from './store.js';
import { followLink } from './text.js';
import { word } from './words.js';

/** The Mini App beside the chat, launched and spoken to as Telegram Web does. */
const app = { frame: null, origin: '', key: '', asOwner: false, closed: false, options: {}, ready: false, back: false, settings: false, main: {}, second: {}, confirm: false, colours: {} };

const LOOPBACK = ['localhost', '127.0.0.1', '[::1]'];
const NARROW = matchMedia('(max-width: 1099px)');

/** Opens the app afresh, perhaps at another address or with a start parameter. */
export function openApp(options = {}) {
  app.options = options;
  app.closed = false;
  app.key = '';
  chooseTab('app');
}

const viewer = () => (app.asOwner ? state.view.owner : state.person);

export function drawApp(root) {
  if (!root.firstChild) build(root);
  root.setAttribute('aria-label', word('miniApp'));
  drawSwitch(root.querySelector('#seen-as'));
  const address = state.view.chat?.menuButton?.web_app?.url ?? '';
  const key = `${state.bot}:${viewer()}:${address}:${JSON.stringify(app.options)}:${app.closed}`;
  if (key !== app.key) {
    const moved = app.key.split(':').slice(0, 2).join(':') !== key.split(':').slice(0, 2).join(':');
    if (app.key && moved) app.options = {};
    app.key = `${state.bot}:${viewer()}:${address}:${JSON.stringify(app.options)}:${app.closed}`;
    launch(root.querySelector('#stage'));
  }
  if (app.theme !== state.theme) {
    app.theme = state.theme;
    app.colours = {};
    tell('theme_changed', { theme_params: themeParams(state.theme) });
  }
  drawChrome();
}

function build(root) {
  root.append(
    h('div', { class: 'seen-as', id: 'seen-as' }),
    h('div', { class: 'device' },
      h('header', { class: 'app-bar', id: 'app-bar' }),
      h('div', { class: 'stage', id: 'stage' }),
      h('div', { class: 'app-buttons', id: 'app-buttons' })));
  new ResizeObserver(() => tellViewport()).observe(root.querySelector('#stage'));
  addEventListener('message', hear);
  const visible = () => tell('visibility_changed', { is_visible: !document.hidden && (!NARROW.matches || state.tab === 'app') });
  document.addEventListener('visibilitychange', visible);
  document.addEventListener('sandbox-tab', visible);
}

function drawSwitch(root) {
  const owner = state.view.owner;
  const me = person();
  if (me.id === owner) {
    app.asOwner = false;
    root.replaceChildren(h('span', {}, word('miniApp')), h('b', {}, `${fullName(me)} · ${word('owner')}`));
    return;
  }
  const choice = (asOwner, text) => h('button', {
    type: 'button', 'aria-pressed': String(app.asOwner === asOwner), onclick: () => { app.asOwner = asOwner; app.closed = false; drawApp(document.getElementById('app')); },
  }, text);
  root.replaceChildren(h('span', { id: 'seen-label' }, word('viewAs')),
    h('div', { class: 'segments', role: 'group', 'aria-labelledby': 'seen-label' }, choice(false, me.firstName), choice(true, `${person(owner)?.firstName ?? ''} · ${word('owner')}`)));
}

// -- launching

async function launch(stage) {
  const key = app.key;
  Object.assign(app, { frame: null, ready: false, back: false, settings: false, main: {}, second: {}, confirm: false, colours: {}, theme: state.theme });
  if (app.closed) {
    stage.replaceChildren(empty('app', word('appClosed'), '', h('button', { type: 'button', class: 'button', onclick: () => openApp() }, word('openApp'))));
    return;
  }
  stage.replaceChildren(h('div', { class: 'loading', role: 'status' }, h('span', { class: 'spinner' }), h('span', {}, word('appLoading'))));
  let given;
  try {
    given = await api.launch(state.bot, viewer(), app.options.url, app.options.start);
  } catch (failure) {
    if (key === app.key) stage.replaceChildren(empty('app', word('failed', { why: failure.message }), ''));
    return;
  }
  if (key !== app.key) return;
  if (!given.url) {
    stage.replaceChildren(empty('app', word('appNone'), word('appNoneText')));
    return;
  }
  const url = sameMachine(new URL(given.url, location.href));
  const parameters = new URLSearchParams({
    tgWebAppData: given.initData, tgWebAppVersion: '8.0', tgWebAppPlatform: 'weba', tgWebAppThemeParams: JSON.stringify(themeParams(state.theme)),
  });
  if (app.options.start) {
    url.searchParams.set('tgWebAppStartParam', app.options.start);
    parameters.set('tgWebAppStartParam', app.options.start);
  }
  url.hash = parameters.toString().replaceAll('+', '%20');
  app.origin = url.origin;
  app.frame = h('iframe', { src: url.href, title: `${word('miniApp')} · ${bot().name}`, allow: 'clipboard-write; fullscreen', onload: () => ready() });
  stage.append(app.frame);
}

/** localhost and 127.0.0.1 are two origins for a browser; an app of this server keeps the page's own. */
function sameMachine(url) {
  if (url.port === location.port && LOOPBACK.includes(url.hostname) && LOOPBACK.includes(location.hostname)) url.hostname = location.hostname;
  return url;
}

function ready() {
  if (app.ready) return;
  app.ready = true;
  document.querySelector('#stage .loading')?.remove();
  drawChrome();
}

const empty = (picture, title, text, ...more) => h('div', { class: 'nothing' }, h('span', { class: 'disc' }, icon(picture)), h('h3', {}, title), text && h('p', {}, text), ...more);

function close(force) {
  if (app.confirm && !force) {
    ask({ message: word('leave'), buttons: [{ id: 'close', type: 'destructive', text: word('close') }, { id: 'no', text: word('cancel') }] }).then((answer) => answer === 'close' && close(true));
    return;
  }
  app.closed = true;
  if (NARROW.matches) chooseTab('chat');
  drawApp(document.getElementById('app'));
}

// -- the bar above, the buttons below

function drawChrome() {
  const bar = document.getElementById('app-bar');
  const dark = (colour) => colour && parseInt(colour.slice(1, 3), 16) * 0.3 + parseInt(colour.slice(3, 5), 16) * 0.6 + parseInt(colour.slice(5, 7), 16) * 0.1 < 140;
  const header = app.colours.header;
  bar.style.background = header ?? '';
  bar.style.color = header ? (dark(header) ? '#ffffff' : '#17131f') : '';
  document.getElementById('stage').style.background = app.colours.background ?? '';
  bar.replaceChildren(
    app.back ? iconButton('back', word('back'), () => tell('back_button_pressed')) : iconButton('close', word('close'), () => close(false)),
    h('div', { class: 'titles' }, h('h2', {}, bot().name), h('small', {}, word('miniApp'))),
    iconButton('more', word('more'), (event) => menu(event.currentTarget, word('more'), [
      app.settings && { icon: 'settings', text: word('settings'), run: () => tell('settings_button_pressed') },
      { icon: 'reload', text: word('reload'), run: () => { app.closed = false; app.key = ''; drawApp(document.getElementById('app')); } },
    ])));
  const buttons = document.getElementById('app-buttons');
  buttons.style.background = app.colours.bottom ?? '';
  buttons.replaceChildren(...[[app.second, 'secondary_button_pressed'], [app.main, 'main_button_pressed']]
    .filter(([button]) => button.is_visible && button.text)
    .map(([button, event]) => {
      const control = h('button', { type: 'button', class: `button ${button.is_progress_visible ? 'busy' : ''}`, disabled: button.is_active === false, onclick: () => tell(event) }, button.text);
      control.style.background = colour(button.color) ?? '';
      control.style.color = colour(button.text_color) ?? '';
      return control;
    }));
}

const colour = (value) => (/^#[0-9a-f]{6}$/i.test(value ?? '') ? value : undefined);
const named = (data) => colour(data?.color) ?? (data?.color_key ? themeParams(state.theme)[data.color_key] : undefined);

// -- the protocol

function tell(eventType, eventData) {
  app.frame?.contentWindow?.postMessage(JSON.stringify({ eventType, eventData }), app.origin);
}

function tellViewport() {
  const stage = document.getElementById('stage');
  if (!stage.clientHeight) return; // another tab is in front on a phone
  tell('viewport_changed', { height: stage.clientHeight, width: stage.clientWidth, is_expanded: true, is_state_stable: true });
}

const NO_INSETS = { top: 0, bottom: 0, left: 0, right: 0 };

const HEARD = {
  iframe_ready: () => ready(),
  web_app_ready: () => ready(),
  web_app_expand: tellViewport,
  web_app_request_theme: () => tell('theme_changed', { theme_params: themeParams(state.theme) }),
  web_app_request_viewport: tellViewport,
  web_app_request_safe_area: () => tell('safe_area_changed', NO_INSETS),
  web_app_request_content_safe_area: () => tell('content_safe_area_changed', NO_INSETS),
  web_app_close: () => close(true),
  web_app_setup_back_button: (data) => { app.back = Boolean(data?.is_visible); },
  web_app_setup_settings_button: (data) => { app.settings = Boolean(data?.is_visible); },
  web_app_setup_main_button: (data) => { app.main = { ...app.main, ...data }; },
  web_app_setup_secondary_button: (data) => { app.second = { ...app.second, ...data }; },
  web_app_setup_closing_behavior: (data) => { app.confirm = Boolean(data?.need_confirmation); },
  web_app_set_header_color: (data) => { app.colours.header = named(data); },
  web_app_set_background_color: (data) => { app.colours.background = named(data); },
  web_app_set_bottom_bar_color: (data) => { app.colours.bottom = named(data); },
  web_app_open_popup: popup,
  web_app_open_link: (data) => followLink(String(data?.url ?? '')),
  web_app_open_tg_link: (data) => { followLink(`https://t.me/${String(data?.path_full ?? '').replace(/^\/+/, '')}`); if (NARROW.matches) chooseTab('chat'); },
  web_app_request_write_access: () => tell('write_access_requested', { status: 'allowed' }),
  web_app_request_phone: () => tell('phone_requested', { status: 'cancelled' }),
  web_app_read_text_from_clipboard: (data) => tell('clipboard_text_received', { req_id: data?.req_id, data: null }),
  web_app_invoke_custom_method: (data) => tell('custom_method_invoked', { req_id: data?.req_id, error: 'UNSUPPORTED' }),
  web_app_request_fullscreen: () => tell('fullscreen_failed', { error: 'UNSUPPORTED' }),
  web_app_check_home_screen: () => tell('home_screen_checked', { status: 'unsupported' }),
  web_app_add_to_home_screen: () => tell('home_screen_failed', { error: 'UNSUPPORTED' }),
  web_app_biometry_get_info: () => tell('biometry_info_received', { available: false }),
  web_app_request_file_download: (data) => { tell('file_download_requested', { status: 'downloading' }); followLink(String(data?.url ?? '')); },
  web_app_share_to_story: (data) => copyText(String(data?.media_url ?? '')),
};

function hear(event) {
  if (!app.frame || event.source !== app.frame.contentWindow || event.origin !== app.origin) return;
  let message;
  try {
    message = typeof event.data === 'string' ? JSON.parse(event.data) : event.data;
  } catch {
    return;
  }
  if (!Object.hasOwn(HEARD, message?.eventType ?? '')) return;
  HEARD[message.eventType](message.eventData);
  drawChrome();
}

const WORDS_OF = { ok: 'ok', close: 'close', cancel: 'cancel' };

async function popup(data) {
  const buttons = (data?.buttons ?? []).slice(0, 3).map((one) => ({ ...one, text: one.text || (WORDS_OF[one.type] ? word(WORDS_OF[one.type]) : 'OK') }));
  const chosen = await ask({ title: data?.title, message: String(data?.message ?? ''), buttons: buttons.length ? buttons : [{ id: '', text: word('ok') }] });
  tell('popup_closed', chosen === null ? {} : { button_id: chosen });
}
