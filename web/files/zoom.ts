const LARGEST = 6;
const SWIPE = 60;

/** Lets fingers, wheel and double clicks enlarge what is in an element, and swipes leave it while it is not enlarged. */
export class Zoom {
  #scale = 1;
  #x = 0;
  #y = 0;
  readonly #fingers = new Map<number, { x: number; y: number }>();
  #start = { x: 0, y: 0 };
  #wasPinch = false;
  readonly #stop = new AbortController();

  constructor(
    private readonly place: HTMLElement,
    private readonly onStep: (step: number) => void,
    private readonly onClose: () => void,
  ) {
    const { signal } = this.#stop;
    place.addEventListener("wheel", (event) => this.#wheel(event), { signal, passive: false });
    place.addEventListener("dblclick", (event) => this.#toggle(event), { signal });
    place.addEventListener("pointerdown", (event) => this.#down(event), { signal });
    place.addEventListener("pointermove", (event) => this.#move(event), { signal });
    place.addEventListener("pointerup", (event) => this.#up(event), { signal });
    place.addEventListener("pointercancel", (event) => this.#up(event), { signal });
  }

  stop(): void {
    this.#stop.abort();
  }

  #wheel(event: WheelEvent): void {
    event.preventDefault();
    this.#by(Math.exp(-event.deltaY / 400), event.clientX, event.clientY);
  }

  #toggle(event: MouseEvent): void {
    this.#by(this.#scale > 1 ? 1 / this.#scale : 2.5, event.clientX, event.clientY);
  }

  #down(event: PointerEvent): void {
    this.place.setPointerCapture(event.pointerId);
    this.#fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    if (this.#fingers.size === 1) this.#start = { x: event.clientX, y: event.clientY };
    this.#wasPinch = this.#fingers.size > 1;
  }

  #move(event: PointerEvent): void {
    const before = this.#fingers.get(event.pointerId);
    if (!before) return;
    const now = { x: event.clientX, y: event.clientY };
    const other = [...this.#fingers].find(([id]) => id !== event.pointerId)?.[1];
    this.#fingers.set(event.pointerId, now);
    if (other) {
      const ratio = distance(now, other) / Math.max(1, distance(before, other));
      this.#by(ratio, (now.x + other.x) / 2, (now.y + other.y) / 2);
    } else if (this.#scale > 1) {
      this.#x += now.x - before.x;
      this.#y += now.y - before.y;
      this.#draw();
    }
  }

  #up(event: PointerEvent): void {
    const alone = this.#fingers.size === 1 && this.#fingers.delete(event.pointerId);
    this.#fingers.delete(event.pointerId);
    if (!alone || this.#wasPinch || this.#scale > 1 || event.type === "pointercancel") return;
    const [dx, dy] = [event.clientX - this.#start.x, event.clientY - this.#start.y];
    if (Math.abs(dx) > SWIPE && Math.abs(dx) > Math.abs(dy)) this.onStep(dx < 0 ? 1 : -1);
    else if (Math.abs(dy) > SWIPE * 1.5) this.onClose();
  }

  /** Enlarges so that the point under the fingers stays under them. */
  #by(ratio: number, clientX: number, clientY: number): void {
    const box = this.place.getBoundingClientRect();
    const [x, y] = [clientX - box.left - box.width / 2, clientY - box.top - box.height / 2];
    const scale = Math.min(LARGEST, Math.max(1, this.#scale * ratio));
    const real = scale / this.#scale;
    this.#scale = scale;
    this.#x = scale === 1 ? 0 : x - (x - this.#x) * real;
    this.#y = scale === 1 ? 0 : y - (y - this.#y) * real;
    this.#draw();
  }

  #draw(): void {
    const picture = this.place.querySelector<HTMLElement>("img");
    if (picture) picture.style.transform = `translate(${this.#x}px, ${this.#y}px) scale(${this.#scale})`;
  }
}

function distance(one: { x: number; y: number }, other: { x: number; y: number }): number {
  return Math.hypot(one.x - other.x, one.y - other.y);
}
