import { execFileSync } from 'node:child_process';

/** Tests of the command run the bundle, so it is made afresh from the sources before them. */
export function setup(): void {
  execFileSync(process.execPath, ['scripts/build.ts'], { stdio: 'inherit' });
}
