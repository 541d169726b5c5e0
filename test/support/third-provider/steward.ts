// `steward` with a third provider: the sources as they are, with the three lists that a provider is added to replaced by
// lists that have one more. What works here works without a change to any other shared file.
import { registerHooks } from 'node:module';

const source = (file: string) => new URL(`../../../src/${file}`, import.meta.url).href;
const list = (file: string) => new URL(`./lists/${file}`, import.meta.url).href;

const lists = new Map([
  [source('providers/all.ts'), list('providers.ts')],
  [source('catalogue/sections.ts'), list('sections.ts')],
  [source('sandbox/index.ts'), list('sandbox.ts')],
]);

registerHooks({
  resolve(specifier, context, next) {
    const found = next(specifier, context);
    return { ...found, url: lists.get(found.url) ?? found.url };
  },
});

await import('../../../src/surfaces/main.ts');
