import { on, openBridge, post } from "./bridge";
import { atLeast, type Launch, readLaunch, strings } from "./launch";
import { type Paint, paint } from "./theme";

/**
 * The one door to Telegram. Our own, of some 300 lines with `bridge` and `launch`, because the protocol is a dozen JSON events and the SDK
 * weighs 21 KB compressed (docs/en/decisions/telegram-adapter.md).
 */

/** Read while this module loads, before anything may touch the address. */
const launch: Launch = readLaunch(window.location.hash, window.location.search);

/** Whether Telegram opened us; false in a plain browser. */
export const inTelegram = launch.initData !== "";
export const initData = launch.initData;
export const startParameter = launch.startParameter;
export const launchLanguage = launch.languageCode;

function supports(version: string): boolean {
  return inTelegram && atLeast(launch.version, version);
}

/** Says hello to Telegram, takes its colours and follows them from then on. */
export function start(onTheme: () => void): void {
  if (!inTelegram) return;
  openBridge();
  const wear = (theme: Record<string, string>) => {
    const painted = paint(theme);
    if (painted) {
      apply(painted);
      onTheme();
    }
  };
  wear(launch.theme);
  on("theme_changed", (data) => {
    if (typeof data.theme_params === "object" && data.theme_params !== null) {
      wear(strings(data.theme_params as Record<string, unknown>));
    }
  });
  on("viewport_changed", (data) =>
    length("--tg-viewport-stable-height", data.is_state_stable ? data.height : null),
  );
  on("safe_area_changed", (data) => insets("--tg-safe-area-inset", data));
  on("content_safe_area_changed", (data) => insets("--tg-content-safe-area-inset", data));
  on("reload_iframe", () => window.location.reload());

  post("iframe_ready", { reload_supported: true });
  post("web_app_ready");
  post("web_app_expand");
  post("web_app_request_theme");
  post("web_app_request_viewport");
  if (supports("7.7")) post("web_app_setup_swipe_behavior", { allow_vertical_swipe: false });
  if (supports("8.0")) {
    post("web_app_request_safe_area");
    post("web_app_request_content_safe_area");
  }
}

function apply({ scheme, variables }: Paint): void {
  const root = document.documentElement;
  root.dataset.scheme = scheme;
  for (const [name, value] of Object.entries(variables)) root.style.setProperty(name, value);
  const page = variables["--page"];
  if (supports("6.1") && page) {
    post("web_app_set_background_color", { color: page });
    if (supports("6.9")) post("web_app_set_header_color", { color: page });
    if (supports("7.10")) post("web_app_set_bottom_bar_color", { color: variables["--surface"] });
  }
}

function length(name: string, value: unknown): void {
  if (typeof value === "number") document.documentElement.style.setProperty(name, `${value}px`);
}

function insets(prefix: string, data: Record<string, unknown>): void {
  for (const side of ["top", "right", "bottom", "left"]) length(`${prefix}-${side}`, data[side]);
}

/** Shows Telegram's own back arrow and calls `pressed` until the returned function is called. */
export function backButton(pressed: () => void): () => void {
  if (!supports("6.1")) return () => {};
  const stop = on("back_button_pressed", pressed);
  post("web_app_setup_back_button", { is_visible: true });
  return () => {
    stop();
    post("web_app_setup_back_button", { is_visible: false });
  };
}

/** Adds "Settings" to Telegram's menu of this page. */
export function settingsButton(pressed: () => void): () => void {
  if (!supports("7.0")) return () => {};
  const stop = on("settings_button_pressed", pressed);
  post("web_app_setup_settings_button", { is_visible: true });
  return () => {
    stop();
    post("web_app_setup_settings_button", { is_visible: false });
  };
}

/** The slight tick of a choice made. */
export function haptic(): void {
  if (supports("6.1")) post("web_app_trigger_haptic_feedback", { type: "selection_change" });
}

/** Asks a yes-or-no question in Telegram's own popup, or the browser's. */
export function confirm(question: string, yes: string, no: string): Promise<boolean> {
  if (!supports("6.2")) return Promise.resolve(window.confirm(question));
  return new Promise((resolve) => {
    const stop = on("popup_closed", (data) => {
      stop();
      resolve(data.button_id === "yes");
    });
    post("web_app_open_popup", {
      title: "",
      message: question,
      buttons: [
        { id: "yes", type: "default", text: yes },
        { id: "no", type: "default", text: no },
      ],
    });
  });
}

/**
 * Opens an address by Telegram's own means, which keep this page open under it. False where the browser should do it.
 */
export function openLink(address: string): boolean {
  if (!inTelegram) return false;
  const { hostname, pathname, search } = new URL(address);
  if (hostname === "t.me") post("web_app_open_tg_link", { path_full: pathname + search });
  else post("web_app_open_link", { url: address });
  return true;
}

/** The bump of something done, or the stutter of something that failed. */
export function hapticOutcome(outcome: "success" | "error"): void {
  if (supports("6.1"))
    post("web_app_trigger_haptic_feedback", { type: "notification", notification_type: outcome });
}

/** Closes the page: in Telegram the chat with the bot lies under it. */
export function close(): void {
  post("web_app_close");
}

/** Opens the chat with the bot; from a plain browser by its public address. */
export function openChat(username: string): void {
  if (inTelegram) close();
  else openTelegramLink(username);
}

/** Opens what stands at `t.me/…`: a chat, or the choice of whom to send something to. */
export function openTelegramLink(path: string): void {
  if (supports("6.1")) post("web_app_open_tg_link", { path_full: `/${path}` });
  else window.open(`https://t.me/${path}`, "_blank", "noopener");
}

/** Calls back when the page goes to the background or returns, by Telegram's word and by the browser's. */
export function onActive(changed: (active: boolean) => void): () => void {
  const visible = () => changed(document.visibilityState === "visible");
  document.addEventListener("visibilitychange", visible);
  const stop = on("visibility_changed", (data) => changed(data.is_visible === true));
  return () => {
    document.removeEventListener("visibilitychange", visible);
    stop();
  };
}
