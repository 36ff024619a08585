/** A piece of a line. */
export interface Span {
  kind: "text" | "code" | "strong";
  text: string;
}

/** A part of a page; `marker` is the number of a step, or empty for a point of a list. */
export type Block =
  | { kind: "heading"; text: string }
  | { kind: "paragraph"; spans: Span[] }
  | { kind: "item"; marker: string; spans: Span[] }
  | { kind: "code"; text: string };

const item = /^( {0,3})(?:(\d{1,3})\.|[-*]) (.*)$/;

/**
 * Reads as much of Markdown as our own pages use: `##` headings, paragraphs, lists, fenced code, `code`, **strong**,
 * and links and *emphasis*, of which only the words stay. Never makes HTML of it.
 */
export function blocksOf(page: string): Block[] {
  const blocks: Block[] = [];
  let text = "";
  let marker: string | null = null;
  const end = () => {
    if (text) {
      const spans = spansOf(text.trim());
      blocks.push(marker === null ? { kind: "paragraph", spans } : { kind: "item", marker, spans });
    }
    text = "";
    marker = null;
  };
  let code: string[] | null = null;
  for (const line of page.split("\n")) {
    if (line.trimStart().startsWith("```")) {
      if (code) blocks.push({ kind: "code", text: dedent(code) });
      else end();
      code = code ? null : [];
    } else if (code) {
      code.push(line);
    } else if (/^#{1,6} /.test(line)) {
      end();
      blocks.push({ kind: "heading", text: line.replace(/^#+ /, "") });
    } else if (!line.trim()) {
      end();
    } else {
      const found = item.exec(line);
      if (found) {
        end();
        marker = found[2] ? `${found[2]}.` : "";
        text = found[3] ?? "";
      } else {
        text += `${text ? " " : ""}${line.trim()}`;
      }
    }
  }
  if (code) blocks.push({ kind: "code", text: dedent(code) });
  end();
  return blocks;
}

/** Where a step with a code block is indented, its code is not. */
function dedent(lines: readonly string[]): string {
  const least = Math.min(...lines.filter((line) => line.trim()).map((line) => line.search(/\S/)));
  return lines.map((line) => line.slice(Number.isFinite(least) ? least : 0)).join("\n");
}

export function spansOf(line: string): Span[] {
  const spans: Span[] = [];
  const words = line.replace(/\[([^\]]*)\]\([^)]*\)/g, "$1");
  for (const piece of words.split(/(`[^`]+`|\*\*[^*]+\*\*)/)) {
    if (!piece) continue;
    if (piece.startsWith("`") && piece.endsWith("`") && piece.length > 2)
      spans.push({ kind: "code", text: piece.slice(1, -1) });
    else if (piece.startsWith("**") && piece.endsWith("**") && piece.length > 4)
      spans.push({ kind: "strong", text: piece.slice(2, -2) });
    else spans.push({ kind: "text", text: piece.replace(/\*(\S(?:[^*]*\S)?)\*/g, "$1") });
  }
  return spans;
}

const programs =
  /^(?:\.\/berry|curl|df|dig|dmesg|docker|du|free|journalctl|kubectl|ls|pg_isready|ping|podman|ps|psql|ss|systemctl|top|uptime|vmstat)(?: |$)/;

/** Whether a piece of code is something to run, rather than a name or an answer. */
export function isCommand(code: string): boolean {
  return programs.test(code);
}
