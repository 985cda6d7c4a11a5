import assert from 'node:assert/strict';
import { WorkspaceTools } from '../../../src/cli/mcp/workspaceTools.ts';
import { Failure } from '../../../src/core/errors.ts';
import type { IndexService } from '../../../src/core/indexing/indexService.ts';
import type { AskedTeam } from '../../../src/core/ports/retriever.ts';
import { wording } from '../../../src/core/texts/wording.ts';

const never = new AbortController().signal;

/** An index that finds nothing, and updates as the test says. */
function open(
  update: () => Promise<object>,
  teamServer?: AskedTeam,
): { tools: WorkspaceTools; waited: () => number } {
  let waited = 0;
  const index: Partial<Record<keyof IndexService, unknown>> = {
    update,
    lexicalReady: () => {
      waited += 1;
      return Promise.resolve();
    },
    search: () => Promise.resolve({ hits: [], meaningSearch: 'absent', teamServer }),
  };
  return {
    tools: new WorkspaceTools(index as unknown as IndexService, '/w', () => undefined),
    waited: () => waited,
  };
}

async function isUpToDate(tools: WorkspaceTools): Promise<boolean> {
  return (await tools.search({ question: 'q' }, never)).upToDate;
}

describe('the tools of the MCP server', () => {
  it('call an index up to date once it has followed the files', async () => {
    const { tools, waited } = open(() => Promise.resolve({ writer: 'self' }));
    assert.equal(await isUpToDate(tools), true);
    assert.equal(waited(), 0);
  });

  it('do not call an index up to date that another process writes, but wait for it', async () => {
    const { tools, waited } = open(() => Promise.resolve({ writer: 'other' }));
    assert.equal(await isUpToDate(tools), false);
    assert.equal(waited(), 1);
  });

  it('do not call an index up to date if its update failed', async () => {
    const { tools } = open(() => Promise.reject(new Failure('disk-full', wording('Full.'))));
    assert.equal(await isUpToDate(tools), false);
  });

  it("say which team's index was searched, or why not and what is missing", async () => {
    const update = () => Promise.resolve({ writer: 'self' });
    const host = 'db:5432';
    const asked = await open(update, { host }).tools.search({ question: 'q' }, never);
    assert.deepEqual(asked.teamIndex, { host });
    const lost = { host, problem: wording('Gone.'), unsearchedFiles: 3 };
    const { teamIndex } = await open(update, lost).tools.search({ question: 'q' }, never);
    assert.match(teamIndex?.problem ?? '', /^Gone\. .*without 3 files/);
  });

  it('scan the files once for calls in quick succession', async () => {
    let updates = 0;
    const { tools } = open(() => {
      updates += 1;
      return Promise.resolve({ writer: 'self' });
    });
    await Promise.all([isUpToDate(tools), isUpToDate(tools)]);
    assert.equal(updates, 1);
  });
});
