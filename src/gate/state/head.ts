/** The last entry of a journal: its number, and its hash, which stands for all before it. */
export interface Head {
  readonly seq: number;
  readonly hash: string;
}

/** The chain begins here. */
export const noEntry: Head = { seq: 0, hash: '0'.repeat(64) };
