// Builds the Mini App into the folder given and precompresses it: `node build.mjs <folder>`.
// Maven calls it for every build, so it leaves at once when nothing it depends on has changed.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));
const ignored = new Set(["node_modules", "dist", "e2e"]);
const compressible = new Set([".html", ".js", ".css", ".svg", ".json", ".txt"]);

function fail(message) {
  console.error(`web: ${message}`);
  process.exit(1);
}

function filesUnder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : [path];
  });
}

function sourcesHash() {
  const hash = createHash("sha256").update(process.version);
  const top = readdirSync(here).filter((name) => !ignored.has(name) && !name.startsWith(".cache"));
  const files = top.flatMap((name) => {
    const path = join(here, name);
    return statSync(path).isDirectory() ? filesUnder(path) : [path];
  });
  for (const file of files.filter((name) => !name.endsWith(".test.ts")).sort()) {
    hash.update(relative(here, file)).update("\0").update(readFileSync(file)).update("\0");
  }
  return hash.digest("hex");
}

function npm(...args) {
  try {
    execFileSync("npm", args, { cwd: here, stdio: ["ignore", "ignore", "inherit"] });
  } catch (error) {
    if (error.code === "ENOENT") fail("npm was not found beside Node; install Node 20.19 or newer with npm");
    fail(`npm ${args.join(" ")} failed; run it in ${here} to see why`);
  }
}

function install() {
  const lock = join(here, "package-lock.json");
  const installed = join(here, "node_modules", ".package-lock.json");
  if (existsSync(installed) && statSync(installed).mtimeMs >= statSync(lock).mtimeMs) return;
  console.log("web: installing packages (once per lock file)");
  npm("ci", "--no-audit", "--no-fund", "--loglevel=error");
}

async function compress(folder) {
  const files = filesUnder(folder).filter((file) => compressible.has(extname(file)));
  await Promise.all(
    files.map(async (file) => {
      const bytes = readFileSync(file);
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        promisify(gzip)(bytes, { level: 9 }),
      ]);
      writeFileSync(`${file}.br`, br);
      writeFileSync(`${file}.gz`, gz);
    }),
  );
  return files.length;
}

const [major, minor] = process.versions.node.split(".").map(Number);
if (major < 20 || (major === 20 && minor < 19)) {
  fail(
    `Node ${process.versions.node} is too old; the web app needs 20.19 or newer (or build with -Dweb.skip=true)`,
  );
}
if (!process.argv[2]) fail("say where to build: node build.mjs <folder>");

const out = resolve(process.argv[2]);
// Not beside the result: everything there is packed into the jar and served.
const stamp = join(
  here,
  "node_modules",
  `.berry-built-${createHash("sha256").update(out).digest("hex").slice(0, 12)}`,
);
const wanted = sourcesHash();
if (existsSync(join(out, "index.html")) && existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) {
  process.exit(0);
}

rmSync(stamp, { force: true });
install();
console.log("web: building");
const { build } = await import("vite");
await build({ root: here, logLevel: "warn", build: { outDir: out, emptyOutDir: true } });
const count = await compress(out);
// Written last: a build that was interrupted is done again.
writeFileSync(stamp, wanted);
console.log(`web: ready in ${relative(process.cwd(), out) || "."} (${count} files precompressed)`);
