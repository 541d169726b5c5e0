import { execFile } from 'node:child_process';
import { rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { promisify } from 'node:util';
import { getMcpConfigForManifest, MANIFEST_SCHEMAS } from '@anthropic-ai/mcpb/browser';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import marketplace from '../../.claude-plugin/marketplace.json' with { type: 'json' };
import packageJson from '../../package.json' with { type: 'json' };
import plugin from '../../packaging/claude-code/.claude-plugin/plugin.json' with { type: 'json' };
import bundle from '../../packaging/mcpb/manifest.json' with { type: 'json' };
import server from '../../server.json' with { type: 'json' };
import { declaredConnections } from '../../src/connections/connections.ts';
import { providers } from '../../src/providers/index.ts';
import { toolsFor } from '../../src/surfaces/tools/toolsets.ts';
import { emptyFolder } from '../support/cli.ts';
import serverSchema from './server-json.schema.json' with { type: 'json' };

const root = path.resolve(import.meta.dirname, '../..');
const keyVariables = providers.map(({ variables }) => variables.key);
const npmPackage = server.packages[0];

describe('every manifest', () => {
  it('has the version of the package', () => {
    const versions = [plugin.version, bundle.version, server.version, npmPackage?.version];
    expect(new Set(versions)).toEqual(new Set([packageJson.version]));
  });

  it('gives each key to the server in its variable, from a value that is marked as secret', () => {
    const fromSettings = Object.fromEntries(
      keyVariables.map((name) => [name, `\${user_config.${name.toLowerCase()}}`]),
    );
    const secret = expect.objectContaining({ type: 'string', sensitive: true });
    const secrets = Object.fromEntries(keyVariables.map((name) => [name.toLowerCase(), secret]));
    expect(plugin.mcpServers.steward.env).toEqual(fromSettings);
    expect(plugin.userConfig).toEqual(secrets);
    expect(bundle.server.mcp_config.env).toEqual(fromSettings);
    expect(bundle.user_config).toEqual(secrets);
    expect(npmPackage?.environmentVariables).toEqual(
      keyVariables.map((name) => expect.objectContaining({ name, isSecret: true })),
    );
  });

  it('starts the server without a key in an argument', () => {
    const { args } = plugin.mcpServers.steward;
    const values = npmPackage?.packageArguments.map(({ value }) => value) ?? [];
    expect(values).toEqual(['mcp']);
    const all = [...args, ...bundle.server.mcp_config.args, ...values];
    expect(all.filter((argument) => /user_config|key|token|sk-/i.test(argument))).toEqual([]);
  });
});

describe('the Claude Code plugin', () => {
  it('starts the program that it carries, by its own path, and nothing that a working folder could bring', () => {
    const { command, args } = plugin.mcpServers.steward;
    expect([command, ...args]).toEqual(['node', `\${CLAUDE_PLUGIN_ROOT}/server/steward.js`, 'mcp']);
  });

  it('has what a plugin with settings has to have', () => {
    expect(plugin.name).toMatch(/^[a-z0-9-]+$/);
    for (const [name, { title, description }] of Object.entries(plugin.userConfig)) {
      expect(name).toMatch(/^[a-z_]\w*$/i);
      expect([title, description]).not.toContain('');
    }
  });

  it('is the one that the marketplace lists', async () => {
    expect(marketplace.name).toMatch(/^[a-z0-9-]+$/);
    expect(marketplace.owner.name).not.toBe('');
    expect(marketplace.plugins).toEqual([expect.objectContaining({ name: plugin.name })]);
    const [listed] = marketplace.plugins;
    expect(listed?.source).toMatch(/^\.\//);
    const found = await import(path.join(root, listed?.source ?? '', '.claude-plugin/plugin.json'), {
      with: { type: 'json' },
    });
    expect(found.default).toEqual(plugin);
  });
});

describe('the MCP bundle', () => {
  it('is accepted by the bundle tools', async () => {
    const cli = path.join(path.dirname(createRequire(import.meta.url).resolve('@anthropic-ai/mcpb')), 'cli/cli.js');
    const { stdout } = await promisify(execFile)(process.execPath, [cli, 'validate', 'packaging/mcpb/manifest.json'], {
      cwd: root,
    });
    expect(stdout).toContain('Manifest schema validation passes!');
  });

  it('starts the command that the package installs, on the Node it needs', () => {
    expect(bundle.server.entry_point).toBe(packageJson.bin.steward);
    expect(bundle.compatibility.runtimes.node).toBe(packageJson.engines.node);
  });

  it('sets an empty variable for a key that was not given', async () => {
    const config = await getMcpConfigForManifest({
      manifest: MANIFEST_SCHEMAS['0.4'].parse(bundle),
      extensionPath: '/bundle',
      systemDirs: {},
      userConfig: { openai_admin_key: 'given' },
      pathSeparator: '/',
    });
    expect(config).toEqual({
      command: 'node',
      args: ['/bundle/dist/steward.js', 'mcp'],
      env: { ANTHROPIC_ADMIN_KEY: '', OPENAI_ADMIN_KEY: 'given' },
    });
  });

  it('names the tools that the server has', () => {
    const home = emptyFolder();
    const environment = { HOME: home, ...Object.fromEntries(keyVariables.map((name) => [name, 'set'])) };
    const { connections } = declaredConnections(environment, home);
    expect(bundle.tools.map(({ name }) => name)).toEqual(
      toolsFor('default', [], { connections, readOnly: false }).map(({ name }) => name),
    );
    rmSync(home, { recursive: true });
  });
});

describe('server.json', () => {
  it('has what the registry demands', () => {
    const ajv = new Ajv({ allErrors: true });
    ajv.validate(serverSchema, server);
    expect(ajv.errors).toBeNull();
  });

  it('names the npm package, which names it in turn', () => {
    expect(npmPackage).toMatchObject({ registryType: 'npm', identifier: packageJson.name });
    expect(server.name).toBe(packageJson.mcpName);
  });
});
