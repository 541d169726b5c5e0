/** Where the store is remembered outside its file: what a copy or an older version of the file is noticed by. */
export interface Outside {
  /** The database's file. */
  readonly file: string;
  /** The remembered head of its journal. */
  readonly mark: string;
}
