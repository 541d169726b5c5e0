/** The words closest to a mistyped one, best first: few edits, or the beginning of the word. */
export function nearest(word: string, known: Iterable<string>, count = 3): string[] {
  const wanted = word.toLowerCase();
  const scored: { candidate: string; edits: number }[] = [];
  for (const candidate of known) {
    const name = candidate.toLowerCase();
    const most = Math.max(1, Math.floor(Math.max(wanted.length, name.length) / 3));
    const begins = wanted.length > 2 && name !== wanted && name.startsWith(wanted);
    // Each character more or less is an edit, so that the distance to an endless word need not be counted.
    if (!begins && Math.abs(wanted.length - name.length) > most) continue;
    const edits = begins ? 0.5 : distance(wanted, name);
    if (edits <= most) scored.push({ candidate, edits });
  }
  return scored
    .sort((a, b) => a.edits - b.edits)
    .slice(0, count)
    .map(({ candidate }) => candidate);
}

/** Damerau-Levenshtein distance, with swaps of neighbours as one edit. */
function distance(a: string, b: string): number {
  const rows: number[][] = [Array.from({ length: b.length + 1 }, (_, column) => column)];
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const change = a[i - 1] === b[j - 1] ? 0 : 1;
      let best = Math.min(at(rows, i - 1, j) + 1, (row[j - 1] ?? 0) + 1, at(rows, i - 1, j - 1) + change);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        best = Math.min(best, at(rows, i - 2, j - 2) + 1);
      row.push(best);
    }
    rows.push(row);
  }
  return at(rows, a.length, b.length);
}

function at(rows: readonly number[][], i: number, j: number): number {
  return rows[i]?.[j] ?? 0;
}
