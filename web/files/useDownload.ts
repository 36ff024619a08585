import { useState } from "react";
import { useBerry } from "../app/useBerry";
import { DOWNLOAD } from "../conversations/limits";
import { useWords } from "../i18n/useWords";
import { haptic, inTelegram } from "../telegram/telegram";
import { filePath } from "./FileCache";
import { trouble } from "./trouble";
import type { Viewable } from "./Viewable";

interface Fetching {
  /** What the act is called here: web views inside Telegram can save nothing, so there the file goes to the chat. */
  name: string;
  busy: boolean;
  /** What came of it, in words. */
  outcome: string;
  fetch(): void;
}

/** Brings a file to the reader: as a download in a browser, to their own chat inside Telegram. */
export function useDownload(file: Viewable): Fetching {
  const { words } = useWords();
  const { client, files } = useBerry();
  const [busy, setBusy] = useState(false);
  const [outcome, setOutcome] = useState("");
  const id = file.fileId;

  const bring = async (fileId: string): Promise<string> => {
    if (inTelegram) {
      await client.send("POST", `${filePath(fileId)}/send`);
      return words.files.sentToChat;
    }
    const { url } = await files.take(fileId);
    const link = document.createElement("a");
    link.href = url;
    link.download = file.fileName ?? "file";
    link.click();
    // The browser reads the address after the click has ended.
    setTimeout(() => files.release(fileId), 60_000);
    return "";
  };

  return {
    name: inTelegram ? words.files.toChat : words.files.download,
    busy,
    outcome,
    fetch: () => {
      if (busy) return;
      haptic();
      if (!id) return setOutcome(words.files.gone);
      if ((file.fileSize ?? 0) > DOWNLOAD && !inTelegram) return setOutcome(words.files.tooLarge);
      setBusy(true);
      setOutcome("");
      bring(id)
        .then(setOutcome, (error) => setOutcome(trouble(error, words)))
        .finally(() => setBusy(false));
    },
  };
}
