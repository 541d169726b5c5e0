export { seedConsole } from './seed/console.ts';
export { seedEnterprise } from './seed/enterprise.ts';
