/** Carries events between this page and the Telegram client around it, by whichever door the client has. */

type Listener = (data: Record<string, unknown>) => void;

interface NativeWindow {
  TelegramWebviewProxy?: { postEvent(type: string, data: string): void };
  external?: { notify?(message: string): void };
  Telegram?: { WebView?: { receiveEvent(type: string, data: unknown): void } };
  TelegramGameProxy?: { receiveEvent(type: string, data: unknown): void };
  TelegramGameProxy_receiveEvent?: (type: string, data: unknown) => void;
}

const listeners = new Map<string, Set<Listener>>();

function receive(type: string, data: unknown): void {
  const fields = typeof data === "object" && data !== null ? (data as Record<string, unknown>) : {};
  for (const listener of listeners.get(type) ?? []) listener(fields);
}

/** Opens the doors by which Telegram reaches us: callbacks for the apps, messages for the web clients. */
export function openBridge(): void {
  const native = window as unknown as NativeWindow;
  native.Telegram = { ...native.Telegram, WebView: { receiveEvent: receive } };
  native.TelegramGameProxy = { receiveEvent: receive };
  native.TelegramGameProxy_receiveEvent = receive;

  window.addEventListener("message", (event: MessageEvent<unknown>) => {
    // Only the frame around us may speak as Telegram; any other window could forge a theme or a press.
    if (event.source !== window.parent || window.parent === window || typeof event.data !== "string") return;
    try {
      const { eventType, eventData } = JSON.parse(event.data) as { eventType?: string; eventData?: unknown };
      if (typeof eventType === "string") receive(eventType, eventData);
    } catch {
      // Other scripts post other things to a window; what is not JSON is not for us.
    }
  });
}

/** Tells Telegram something. Outside Telegram nobody listens, which is fine. */
export function post(type: string, data: Record<string, unknown> = {}): void {
  const native = window as unknown as NativeWindow;
  if (native.TelegramWebviewProxy) {
    native.TelegramWebviewProxy.postEvent(type, JSON.stringify(data));
  } else if (native.external?.notify) {
    native.external.notify(JSON.stringify({ eventType: type, eventData: data }));
  } else if (window.parent !== window) {
    // The target origin is open because the sandbox and self-hosted web clients have their own;
    // nothing secret is ever posted.
    window.parent.postMessage(JSON.stringify({ eventType: type, eventData: data }), "*");
  }
}

/** Listens to one kind of event until the returned function is called. */
export function on(type: string, listener: Listener): () => void {
  const known = listeners.get(type) ?? new Set();
  known.add(listener);
  listeners.set(type, known);
  return () => known.delete(listener);
}
