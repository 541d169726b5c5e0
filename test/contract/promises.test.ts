import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

/** Tests that a page names behind what it promises. */
function testsNamedIn(page: string): string[] {
  return [...readFileSync(page, 'utf8').matchAll(/`((?:src|test)\/[\w/.-]*)`/g)].map(([, file = '']) => file);
}

describe.each(['SECURITY.md', 'docs/guides/safety.md'])('what %s promises', (page) => {
  it('is tested where it says', () => {
    const named = testsNamedIn(page);
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((file) => !existsSync(file))).toEqual([]);
  });
});
