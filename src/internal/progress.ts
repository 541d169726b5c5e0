/** How far long work is, or why it rests. Everything that takes its time says so in this shape; every surface shows it. */
export type Progress = Work | Wait;

interface Work {
  readonly kind: 'work';
  /** What is worked at: an operation's or a change's id, a connection's name. */
  readonly what: string;
  readonly done: number;
  /** How many there will be; absent while nobody can tell. */
  readonly of?: number;
  /** What is counted, in the plural: `items`, `pages`, `steps`. */
  readonly unit: string;
}

interface Wait {
  readonly kind: 'wait';
  /** What is waited for, such as a rate limit. */
  readonly what: string;
  /** When it goes on, in milliseconds since 1970. */
  readonly until: number;
}

export type OnProgress = (progress: Progress) => void;

/** Progress in a few words. */
export function progressText(progress: Progress, now = Date.now()): string {
  if (progress.kind === 'wait') {
    return `waiting ${Math.max(1, Math.ceil((progress.until - now) / 1000))} s for ${progress.what}`;
  }
  const { what, done, of, unit } = progress;
  return `${what}: ${of === undefined ? done : `${done} of ${of}`} ${unit}`;
}

/** Passes on nothing but waits: for work inside of work that counts by itself. */
export function waitsOnly(onProgress: OnProgress | undefined): OnProgress {
  return (progress) => {
    if (progress.kind === 'wait') onProgress?.(progress);
  };
}
