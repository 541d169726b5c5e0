/**
 * The tables, in numbered steps that only go forward. A step that was released is never edited. Plain SQL, so that other
 * engines can take it.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE journal (
    seq INTEGER PRIMARY KEY,
    hash TEXT NOT NULL,
    at TEXT NOT NULL,
    type TEXT NOT NULL,
    change_id TEXT,
    line TEXT NOT NULL
  );
  CREATE INDEX journal_of_change ON journal (change_id, seq) WHERE change_id IS NOT NULL;
  CREATE INDEX journal_of_type ON journal (type, at);
  CREATE TABLE changes (id TEXT PRIMARY KEY, made INTEGER NOT NULL, record TEXT NOT NULL);
  CREATE TABLE claims (change_id TEXT NOT NULL, step INTEGER NOT NULL, PRIMARY KEY (change_id, step));
  CREATE TABLE receipts (
    change_id TEXT NOT NULL,
    step INTEGER NOT NULL,
    receipt TEXT NOT NULL,
    PRIMARY KEY (change_id, step)
  );
  CREATE TABLE approver_lists (seq INTEGER PRIMARY KEY, list TEXT NOT NULL);
  CREATE TABLE kept (name TEXT PRIMARY KEY, text TEXT NOT NULL);
  `,
];
