import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const root = new URL("../../", import.meta.url);
const { addressOf } = await import(new URL("src/main/resources/berry/sandbox/page/links.js", root).pathname);
const spellings = JSON.parse(readFileSync(new URL("src/test/resources/berry/links.json", root), "utf8"));

const SCHEMES = ["http:", "https:", "tg:", "mailto:", "tel:"];

describe("the sandbox page", () => {
  it.each(spellings.followed)("follows %j", (target: string) => {
    expect(SCHEMES).toContain(new URL(addressOf(target)).protocol);
  });

  it.each(spellings.words)("takes %j for words", (target: string) => {
    expect(addressOf(target)).toBeNull();
  });

  it.each([undefined, null, 7, {}, ["javascript:alert(1)"]])("takes %j for words, too", (target) => {
    expect(addressOf(target)).toBeNull();
  });

  it("goes nowhere without asking links.js", () => {
    const page = new URL("src/main/resources/berry/sandbox/page/", root);
    const opening = readdirSync(page)
      .filter((name) => name.endsWith(".js"))
      .flatMap((name) => readFileSync(new URL(name, page), "utf8").split("\n"))
      .filter((line) => /window\.open|location\.(?:href =|assign|replace)|href: /.test(line))
      .filter((line) => !/\b(?:address|image\.src)\b|api\.file\(/.test(line))
      .map((line) => line.trim());

    expect(opening).toEqual([]);
  });
});

describe("the Mini App", () => {
  it("makes links and addresses in these places only, each out of what keeps it harmless", () => {
    const web = new URL("web/", root);
    const addresses = readdirSync(web, { recursive: true, encoding: "utf8" })
      .filter((name) => /^(?!node_modules|e2e|dist).*(?<!\.test)\.tsx?$/.test(name))
      .flatMap((name) =>
        readFileSync(new URL(name, web), "utf8")
          .split("\n")
          .map((line) => `${name}: ${line.trim()}`),
      )
      .filter((line) => /\bhref=|window\.open\(|location\.(?:href|assign|replace)\b|\.href\s*=/.test(line));

    expect(addresses.sort()).toEqual([
      // `profileOf`: the host is t.me whatever the name (conversations/links.test.ts).
      "conversations/About.tsx: href={link}",
      // `pieces`: http and https (conversations/links.test.ts).
      "conversations/RichText.tsx: href={piece.href}",
      // A blob of this page.
      "files/saveText.ts: link.href = url;",
      // `FileCache`: a blob of this page (files/FileCache.test.ts).
      "files/useDownload.ts: link.href = url;",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is the source that is quoted
      'telegram/telegram.ts: else window.open(`https://t.me/${path}`, "_blank", "noopener");',
    ]);
  });

  it("takes the addresses of those places from nothing else", () => {
    const source = (name: string) => readFileSync(new URL(`web/${name}`, root), "utf8");

    expect(source("conversations/About.tsx")).toContain(
      "const link = person?.username && profileOf(person.username);",
    );
    expect(source("conversations/RichText.tsx")).toContain("{pieces(text).map((piece, place) =>");
    expect(source("files/useDownload.ts")).toContain("const { url } = await files.take(fileId);");
  });
});
