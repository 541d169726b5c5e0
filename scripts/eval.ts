// npm run eval: does the search lead from everyday words to the right operation? Prints a table, without any model.
import { evaluate } from '../test/support/search-eval.ts';

const files = ['tuning', 'held-back'] as const;
console.log('file         requests  first  among the first three');
for (const file of files) {
  const { requests, first, firstThree, missed } = await evaluate(file);
  const share = `${firstThree} (${((firstThree / requests) * 100).toFixed(1)} %)`;
  console.log(`${file.padEnd(12)} ${String(requests).padStart(8)}  ${String(first).padStart(5)}  ${share}`);
  // What the tuning must not learn from is not shown.
  if (file === 'tuning' || process.argv.includes('--all')) {
    for (const { request, wanted, found } of missed)
      console.log(`  missed: ${request}\n    wanted ${wanted.join(', ')}\n    found  ${found.join(', ')}`);
  }
}
