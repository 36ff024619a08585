/** What Telegram would tell a Mini App about its colours; the page itself wears the same. */
const PARAMS = {
  light: {
    bg_color: '#ffffff', text_color: '#17131f', hint_color: '#6b6577', link_color: '#6437c9',
    button_color: '#6d3bd1', button_text_color: '#ffffff', secondary_bg_color: '#f3f1f9',
    header_bg_color: '#ffffff', bottom_bar_bg_color: '#ffffff', accent_text_color: '#6437c9',
    section_bg_color: '#ffffff', section_header_text_color: '#6437c9', section_separator_color: '#e6e3f0',
    subtitle_text_color: '#6b6577', destructive_text_color: '#c0293a',
  },
  dark: {
    bg_color: '#191622', text_color: '#f3f0fa', hint_color: '#a39cb5', link_color: '#b49aff',
    button_color: '#7c4dff', button_text_color: '#ffffff', secondary_bg_color: '#110f18',
    header_bg_color: '#191622', bottom_bar_bg_color: '#191622', accent_text_color: '#b49aff',
    section_bg_color: '#191622', section_header_text_color: '#b49aff', section_separator_color: '#2c2739',
    subtitle_text_color: '#a39cb5', destructive_text_color: '#ff7b86',
  },
};

const remembered = (name) => {
  try { return localStorage.getItem(`sandbox.${name}`); } catch { return null; }
};

export function remember(name, value) {
  try { localStorage.setItem(`sandbox.${name}`, value); } catch { /* private window: the choice lasts as long as the page */ }
}

export function firstTheme() {
  return remembered('theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light');
}

export function firstLanguage() {
  return remembered('language') ?? (navigator.language.toLowerCase().startsWith('ru') ? 'ru' : 'en');
}

export function firstPerson() {
  return Number(remembered('person') ?? 0);
}

export const themeParams = (theme) => PARAMS[theme];
