// The built product as a person starts it: `./berry start` in a folder of its own, ended as a service manager ends it.
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const launcher = fileURLToPath(new URL("../../berry", import.meta.url));
const READY = /^Berry is ready: (\S+)/m;

export class Berry {
  folder = mkdtempSync(join(tmpdir(), "berry-story-"));
  url = "";
  #process = null;
  #ended = null;

  /** The same port again after a restart, so that open pages find it. */
  async start(port = 0, more = {}) {
    const child = this.#run(["start"], { PORT: String(port), TZ: "Europe/Moscow", ...more });
    this.#process = child;
    this.#ended = new Promise((done) => child.on("close", (code) => done(code)));
    let said = "";
    child.stderr.on("data", (part) => {
      said += part;
    });
    this.url = await new Promise((done, refuse) => {
      let out = "";
      child.stdout.on("data", (part) => {
        out += part;
        const found = READY.exec(out);
        if (found) done(found[1]);
      });
      void this.#ended.then((code) => refuse(new Error(`Berry ended with ${code}: ${said.slice(-800)}`)));
    });
  }

  /** Ends it gently; answers its exit code. */
  async stop() {
    const child = this.#process;
    if (!child) return 0;
    this.#process = null;
    child.kill("SIGTERM");
    const late = setTimeout(() => child.kill("SIGKILL"), 30_000);
    const code = await this.#ended;
    clearTimeout(late);
    return code;
  }

  /** Another verb beside the running Berry; answers what it printed. */
  async say(...words) {
    const child = this.#run(words, {});
    let said = "";
    child.stdout.on("data", (part) => {
      said += part;
    });
    child.stderr.on("data", (part) => {
      said += part;
    });
    const code = await new Promise((done) => child.on("close", done));
    if (code !== 0) throw new Error(`berry ${words.join(" ")} ended with ${code}: ${said}`);
    return said;
  }

  async leave() {
    const code = await this.stop();
    rmSync(this.folder, { recursive: true, force: true });
    return code;
  }

  #run(words, more) {
    const { PATH, HOME, LANG = "C.UTF-8", JAVA_HOME = "" } = process.env;
    return spawn(launcher, words, {
      cwd: this.folder,
      env: { PATH, HOME, LANG, ...(JAVA_HOME && { JAVA_HOME }), ...more },
      stdio: ["ignore", "pipe", "pipe"],
    });
  }
}
