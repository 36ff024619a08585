import { Problem } from "../api/problem";
import type { SessionKeeper } from "../api/session";
import type { Upload } from "../api/types";

/**
 * Brings a file to the server. By XMLHttpRequest: fetch cannot tell how far an upload is.
 *
 * @param onProgress the share that is there, 0 to 1
 */
export async function upload(
  session: SessionKeeper,
  file: File,
  kind: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Upload> {
  try {
    return await once(session.token, file, kind, signal, onProgress);
  } catch (error) {
    if (!(error instanceof Problem) || error.status !== 401 || !(await session.enter())) throw error;
    return once(session.token, file, kind, signal, onProgress);
  }
}

function once(
  token: string,
  file: File,
  kind: string,
  signal: AbortSignal,
  onProgress: (share: number) => void,
): Promise<Upload> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const form = new FormData();
    // The kind first: the server may decide by it while the file still comes.
    form.append("kind", kind);
    form.append("file", file, file.name || "file");
    request.open("POST", "/api/files");
    request.setRequestHeader("Authorization", `Bearer ${token}`);
    request.responseType = "json";
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0);
    request.onload = () => {
      const answer = request.response as Record<string, unknown> | null;
      if (request.status >= 200 && request.status < 300 && answer) resolve(answer as unknown as Upload);
      else reject(problemIn(request.status, answer));
    };
    request.onerror = () => reject(new Problem(0, "upload"));
    request.onabort = () => reject(new DOMException("cancelled", "AbortError"));
    signal.addEventListener("abort", () => request.abort(), { once: true });
    if (signal.aborted) reject(new DOMException("cancelled", "AbortError"));
    else request.send(form);
  });
}

function problemIn(status: number, fields: Record<string, unknown> | null): Problem {
  const detail = fields?.detail ?? fields?.title;
  return new Problem(
    status,
    typeof detail === "string" ? detail : `HTTP ${status}`,
    undefined,
    undefined,
    fields ?? {},
  );
}
