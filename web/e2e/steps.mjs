// Named steps, each counted once. A step that needs an earlier one that failed says so by failing itself, quickly.
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

export class Steps {
  counts = { passed: 0, failed: 0, skipped: 0 };

  /** @param onFailure sees what there is to see, with the step's name */
  constructor(onFailure) {
    this.onFailure = onFailure;
  }

  async step(name, act) {
    const began = Date.now();
    try {
      await act();
      this.counts.passed += 1;
      console.log(`  ✓ ${name} (${((Date.now() - began) / 1000).toFixed(1)} s)`);
    } catch (failure) {
      this.counts.failed += 1;
      console.log(`  ✗ ${name}\n      ${String(failure?.message ?? failure).replaceAll("\n", "\n      ")}`);
      await this.onFailure(name).catch(() => {});
    }
  }

  write(path) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, JSON.stringify(this.counts));
  }
}

/** Waits until the answer is true; the condition may be asked often. */
export async function until(what, condition, limit = 10_000) {
  const end = Date.now() + limit;
  for (;;) {
    if (await condition()) return;
    if (Date.now() > end) throw new Error(`Not within ${limit / 1000} s: ${what}`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

export function check(condition, what) {
  if (!condition) throw new Error(what);
}
