import { useEffect, useRef, useState } from "react";
import { Problem } from "../api/problem";
import type { Upload } from "../api/types";
import { useBerry } from "../app/useBerry";
import type { Words } from "../i18n/en";
import { useWords } from "../i18n/useWords";
import { kindOf, mayBePhoto, PHOTO, refusal, TOGETHER } from "./limits";
import { freshKey } from "./outgoing";
import { upload } from "./upload";

export interface Chip {
  key: string;
  file: File;
  asFile: boolean;
  /** A small picture of what is not sent yet. */
  preview?: string;
  share: number;
  done?: Upload;
  /** Why it will not go; with `again` when trying again may help. */
  problem?: string;
  again?: boolean;
}

export interface Uploads {
  chips: Chip[];
  /** Whether everything that can be sent is there. */
  ready: boolean;
  add(files: Iterable<File>): void;
  remove(key: string): void;
  retry(key: string): void;
  /** A picture as a photo or as a file: it is brought again, the server keeps the two apart. */
  setAsFile(key: string, asFile: boolean): void;
  /** What is there, and forgets it. */
  takeAll(): Upload[];
}

/** Files chosen for the next answer. They go up while the words are still being written. */
export function useUploads(): Uploads {
  const { words } = useWords();
  const { session } = useBerry();
  const [chips, setChips] = useState<Chip[]>([]);
  const running = useRef(new Map<string, AbortController>());
  const known = useRef(chips);
  known.current = chips;

  const change = (key: string, changes: Partial<Chip>) =>
    setChips((all) => all.map((chip) => (chip.key === key ? { ...chip, ...changes } : chip)));

  const stop = (chip: Chip) => {
    running.current.get(chip.key)?.abort();
    running.current.delete(chip.key);
  };

  const begin = (chip: Chip) => {
    stop(chip);
    const control = new AbortController();
    running.current.set(chip.key, control);
    upload(session, chip.file, kindOf(chip.file, chip.asFile), control.signal, (share) =>
      change(chip.key, { share }),
    ).then(
      (done) => change(chip.key, { done, share: 1 }),
      (error) => {
        if (control.signal.aborted) return;
        change(chip.key, {
          problem: uploadProblem(error, words),
          again: !(error instanceof Problem) || error.status !== 413,
        });
      },
    );
  };

  const add = (files: Iterable<File>) => {
    const fresh = [...files].map((file, place): Chip => {
      const full = known.current.length + place >= TOGETHER;
      const refused = full ? "tooMany" : refusal(file);
      const picture = mayBePhoto(file);
      return {
        key: freshKey(),
        file,
        asFile: /^image\//.test(file.type) && file.size > PHOTO,
        share: 0,
        ...(picture ? { preview: URL.createObjectURL(file) } : {}),
        ...(refused ? { problem: words.conversation.refusal[refused] } : {}),
      };
    });
    setChips((all) => [...all, ...fresh]);
    for (const chip of fresh) if (!chip.problem) begin(chip);
  };

  const drop = (gone: Chip[]) => {
    for (const chip of gone) {
      stop(chip);
      if (chip.preview) URL.revokeObjectURL(chip.preview);
    }
    setChips((all) => all.filter((chip) => !gone.some(({ key }) => key === chip.key)));
  };

  useEffect(
    () => () => {
      for (const chip of known.current) {
        running.current.get(chip.key)?.abort();
        if (chip.preview) URL.revokeObjectURL(chip.preview);
      }
    },
    [],
  );

  const find = (key: string) => known.current.find((chip) => chip.key === key);
  return {
    chips,
    ready: chips.every(({ done }) => done !== undefined),
    add,
    remove: (key) => drop(known.current.filter((chip) => chip.key === key)),
    retry: (key) => {
      const chip = find(key);
      if (!chip) return;
      setChips((all) => all.map((other) => (other.key === key ? fresh(other) : other)));
      begin(chip);
    },
    setAsFile: (key, asFile) => {
      const chip = find(key);
      if (!chip || chip.asFile === asFile) return;
      setChips((all) => all.map((other) => (other.key === key ? { ...fresh(other), asFile } : other)));
      begin({ ...chip, asFile });
    },
    takeAll: () => {
      const there = known.current.flatMap(({ done }) => (done ? [done] : []));
      drop(known.current);
      return there;
    },
  };
}

function fresh({ key, file, asFile, preview }: Chip): Chip {
  return { key, file, asFile, share: 0, ...(preview ? { preview } : {}) };
}

function uploadProblem(error: unknown, { conversation }: Words): string {
  if (!(error instanceof Problem)) return conversation.refusal.failed;
  if (error.offline) return conversation.refusal.offline;
  if (error.status === 413) return conversation.refusal.tooLargeThere;
  return error.status === 507 ? conversation.refusal.full : error.message;
}
