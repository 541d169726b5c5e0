import { describe, expect, it } from 'vitest';
import { catalogue } from '../../catalogue/index.ts';
import { withEnvironment } from '../../connections/environment.ts';
import type { Offer } from './tool.ts';
import { toolsFor } from './toolsets.ts';

const both: Offer = {
  connections: withEnvironment([], { OPENAI_ADMIN_KEY: 'sk-admin-x', ANTHROPIC_ADMIN_KEY: 'sk-ant-admin01-x' }),
  readOnly: false,
};
const openai: Offer = { ...both, connections: both.connections.filter(({ provider }) => provider === 'openai') };

const names = (...asked: Parameters<typeof toolsFor>) => toolsFor(...asked).map(({ name }) => name);

describe('a toolset', () => {
  it('has its tools in fixed order', () => {
    expect(names('default', [], both)).toEqual([
      'anthropic_usage',
      'anthropic_org',
      'openai_usage',
      'openai_org',
      'openai_audit',
      'openai_rate_limits',
      'find_operations',
      'read',
      'propose_change',
      'apply_change',
    ]);
    expect(names('minimal', [], both)).toEqual(['find_operations', 'read', 'propose_change', 'apply_change']);
  });

  it('leaves out what no connection can serve', () => {
    expect(names('default', [], openai).filter((name) => name.startsWith('anthropic'))).toEqual([]);
    expect(names('default', [], openai)).toContain('openai_org');
  });

  it('has nothing that changes where nothing may be changed', () => {
    const all = [toolsFor('readonly', [], both), toolsFor('default', [], { ...both, readOnly: true })];
    for (const tools of all) {
      expect(tools.some(({ changes }) => changes)).toBe(false);
      expect(tools.every(({ annotations }) => annotations.readOnlyHint)).toBe(true);
    }
  });
});

describe('the full toolset', () => {
  it('has a tool for each operation of its families, once, and one to apply changes', () => {
    const found = names('full', ['openai.projects', 'openai.projects.users'], both);
    const operations = catalogue.filter(({ id }) => id.startsWith('openai.projects.'));
    expect(found).toHaveLength(operations.length + 1);
    expect(new Set(found).size).toBe(found.length);
    expect(found).toContain('openai_projects_users_list');
    expect(found.at(-1)).toBe('apply_change');
  });

  it('asks for families, and knows those that there are', () => {
    expect(() => toolsFor('full', [], both)).toThrow(expect.objectContaining({ code: 'families_missing' }));
    expect(() => toolsFor('full', ['openai.project'], both)).toThrow(
      expect.objectContaining({ code: 'family_unknown' }),
    );
  });
});
