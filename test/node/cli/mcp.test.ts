import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { join } from 'node:path';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import { TestWorkspace } from '../../support/indexes/indexProcess.ts';
import { repositoryRoot } from '../../support/paths.ts';
import { startCli } from '../../support/runCli.ts';

const token = 'a-token-of-the-test';
/** Invented, in the form of a Slack token. */
const key = ['xoxb', '123456789012', 'abcdefABCDEF0123'].join('-');

const files = {
  'src/limits.ts':
    'export class Limits {\n  readonly retryLimit = 3;\n\n  isReached(count: number): boolean {\n' +
    '    return count >= this.retryLimit;\n  }\n}\n',
  'docs/größe & mehr.md': '# Sizes\n\nThe largest size is nine.\n',
  'slack.ts': `export const key = '${key}';\nexport const region = 'eu';\n`,
  '.env': 'PASSWORD=hunter2\n',
  '.gitignore': 'private/\n',
  'private/notes.md': 'The secret meeting is on Monday.\n',
};

interface Called {
  readonly isError?: boolean;
  readonly structuredContent?: Record<string, unknown>;
  readonly content: readonly { readonly type: string; readonly text?: string }[];
}

describe("the MCP server, called by the official SDK's client", () => {
  let workspace: TestWorkspace;
  let client: Client;

  before(async () => {
    workspace = await new TestWorkspace().write(files);
    await workspace.write({ '../outside.md': 'Outside of the folder.\n' });
  });

  after(() => workspace[Symbol.asyncDispose]());

  function environment(): Record<string, string> {
    return {
      PATH: process.env['PATH'] ?? '',
      ASK_WORKSPACE_MODELS: '',
      HOME: workspace.base,
      XDG_DATA_HOME: join(workspace.base, 'data'),
      XDG_CACHE_HOME: join(workspace.base, 'cache'),
    };
  }

  async function call(name: string, input: Record<string, unknown>): Promise<Called> {
    return (await client.callTool({ name, arguments: input }, { timeout: 170_000 })) as Called;
  }

  async function result(name: string, input: Record<string, unknown>): Promise<object> {
    const called = await call(name, input);
    assert.notEqual(called.isError, true, JSON.stringify(called.content));
    assert(called.structuredContent !== undefined);
    return called.structuredContent;
  }

  async function errorOf(name: string, input: Record<string, unknown>): Promise<string> {
    try {
      const { isError, content } = await call(name, input);
      assert.equal(isError, true, JSON.stringify(content));
      return content[0]?.text ?? '';
    } catch (error) {
      assert(error instanceof Error && error.name !== 'AssertionError', String(error));
      return error.message;
    }
  }

  describe('over standard input and output', () => {
    before(async () => {
      client = new Client({ name: 'test', version: '1' });
      await client.connect(
        new StdioClientTransport({
          command: process.execPath,
          args: [join(repositoryRoot, 'src/cli/main.ts'), 'mcp', workspace.root],
          env: environment(),
          stderr: 'ignore',
        }),
      );
    });

    after(() => client.close());

    it('offers four read-only tools, with input and output schemas', async () => {
      const { tools } = await client.listTools();
      assert.deepEqual(tools.map(({ name }) => name).sort(), [
        'explain_file',
        'list_symbols',
        'read_lines',
        'search_workspace',
      ]);
      for (const { name, annotations, inputSchema, outputSchema } of tools) {
        assert.equal(annotations?.readOnlyHint, true, name);
        assert.equal(inputSchema.type, 'object', name);
        assert.equal(outputSchema?.['type'], 'object', name);
      }
    });

    it('finds the lines that answer, with exactly their text', async () => {
      const found = (await result('search_workspace', {
        question: 'What is the largest size?',
      })) as { places: { path: string; startLine: number; text: string; uri: string }[] };
      const [first] = found.places;
      assert.equal(first?.path, 'docs/größe & mehr.md');
      assert.match(first.text, /The largest size is nine\./);
    });

    it('links each place as a resource that has the same text', async () => {
      const called = await call('search_workspace', { question: 'What is the largest size?' });
      const [first] = (called.structuredContent as { places: { text: string; uri: string }[] })
        .places;
      assert(first !== undefined);
      assert(called.content.some((part) => 'uri' in part && part.uri === first.uri));
      const { contents } = await client.readResource({ uri: first.uri });
      assert.equal((contents[0] as { text: string }).text, first.text);
    });

    it('searches only the requested paths', async () => {
      const { places } = (await result('search_workspace', {
        question: 'limit size',
        paths: ['src/'],
      })) as { places: { path: string }[] };
      assert.deepEqual([...new Set(places.map(({ path }) => path))], ['src/limits.ts']);
    });

    it('reads lines', async () => {
      assert.deepEqual(
        await result('read_lines', { path: './src/limits.ts', startLine: 1, endLine: 2 }),
        {
          path: 'src/limits.ts',
          startLine: 1,
          endLine: 2,
          text: 'export class Limits {\n  readonly retryLimit = 3;',
        },
      );
    });

    it('lists the headings of a file with their lines', async () => {
      const path = 'docs/größe & mehr.md';
      assert.deepEqual(await result('list_symbols', { path }), {
        path,
        symbols: [{ path, startLine: 1, endLine: 3, symbol: 'Sizes' }],
      });
    });

    it('explains why a file is left out, by its rule', async () => {
      const left = await result('explain_file', { path: 'private/notes.md' });
      assert.deepEqual(
        { ...left, language: null },
        {
          path: 'private/notes.md',
          indexed: false,
          reason: 'ignored',
          rule: 'private/',
          ruleLocation: '.gitignore:1',
          language: null,
          lastLine: null,
          chunks: 0,
        },
      );
    });

    it('sees an edit with the next call', async () => {
      await workspace.write({ 'src/fresh.ts': 'export const zebraCount = 41;\n' });
      // Files are scanned again after two seconds, so the question is repeated until then.
      for (;;) {
        const { places } = (await result('search_workspace', { question: 'zebraCount' })) as {
          places: { path: string }[];
        };
        if (places[0]?.path === 'src/fresh.ts') return;
      }
    });

    for (const path of ['private/notes.md', '.env', 'nowhere.ts'])
      it(`does not read ${path}, which is not in the index`, async () => {
        const message = await errorOf('read_lines', { path, startLine: 1, endLine: 5 });
        assert.match(message, /not in the index/);
        assert.doesNotMatch(message, /Monday|hunter2/);
      });

    it('masks secrets as the index does', async () => {
      const read = await result('read_lines', { path: 'slack.ts', startLine: 1, endLine: 2 });
      assert.match(JSON.stringify(read), /█.*region/);
      assert(!JSON.stringify(read).includes(key));
    });

    for (const path of ['../outside.md', '/etc/passwd', 'src/../../outside.md', 'C:\\x', '\u0000'])
      it(`does not leave the folder by ${JSON.stringify(path)}`, async () => {
        for (const [name, more] of [
          ['read_lines', { startLine: 1, endLine: 2 }],
          ['explain_file', {}],
          ['list_symbols', {}],
        ] as const) {
          const message = await errorOf(name, { path, ...more });
          assert.match(message, /not a path within the workspace folder/, name);
        }
      });

    it('does not leave the folder by a resource', async () => {
      for (const uri of [
        'ask-workspace://source/1-2/..%2Foutside.md',
        'ask-workspace://source/1-2/%2Fetc%2Fpasswd',
        'file:///etc/passwd',
        'ask-workspace://source/1-2/%E0%A4%A',
      ])
        await assert.rejects(client.readResource({ uri }), (error) => {
          assert.doesNotMatch(String(error), /Outside of the folder|root:/);
          return true;
        });
    });

    it('refuses input that its schema does not allow', async () => {
      for (const [name, input] of [
        ['search_workspace', {}],
        ['search_workspace', { question: 7 }],
        ['search_workspace', { question: 'x', topK: 1000 }],
        ['search_workspace', { question: 'x', shell: 'rm' }],
        ['read_lines', { path: 'src/limits.ts', startLine: 0, endLine: 1 }],
      ] as const)
        assert.match(await errorOf(name, input), /invalid|must|valid/i, JSON.stringify(input));
    });

    it('answers several calls at once', async () => {
      const answers = await Promise.all(
        Array.from({ length: 8 }, (_, i) =>
          result('read_lines', { path: 'src/limits.ts', startLine: 1 + (i % 3), endLine: 4 }),
        ),
      );
      assert.equal(answers.length, 8);
    });
  });

  describe('over HTTP', () => {
    let server: ReturnType<typeof startCli>;
    let url: URL;

    before(async () => {
      server = startCli(['mcp', workspace.root, '--http', '0'], workspace.base, {
        ASK_WORKSPACE_MCP_TOKEN: token,
      });
      let said = '';
      for await (const piece of server.stderr) {
        said += String(piece);
        const [, found] = /at (http:\S+)\n/.exec(said) ?? [];
        if (found === undefined) continue;
        url = new URL(found);
        break;
      }
    });

    after(async () => {
      server.kill('SIGINT');
      await once(server, 'exit');
    });

    function send(headers: Record<string, string>, path = url.pathname): Promise<number> {
      return new Promise((resolve, reject) => {
        const sent = request(
          { host: url.hostname, port: url.port, path, method: 'POST', headers },
          (response) => {
            response.resume();
            resolve(response.statusCode ?? 0);
          },
        );
        sent.once('error', reject);
        sent.end('{}');
      });
    }

    it('answers with the token', async () => {
      const connected = new Client({ name: 'test', version: '1' });
      await connected.connect(
        new StreamableHTTPClientTransport(url, {
          requestInit: { headers: { authorization: `Bearer ${token}` } },
        }),
      );
      const { structuredContent } = (await connected.callTool({
        name: 'read_lines',
        arguments: { path: 'src/limits.ts', startLine: 2, endLine: 2 },
      })) as Called;
      assert.equal(structuredContent?.['text'], '  readonly retryLimit = 3;');
      await connected.close();
    });

    it('answers nothing without the token, or with another one', async () => {
      assert.equal(await send({}), 401);
      assert.equal(await send({ authorization: 'Bearer other' }), 401);
    });

    it('refuses a page that reaches it under another host name', async () => {
      const authorization = `Bearer ${token}`;
      assert.equal(await send({ authorization, host: 'evil.example' }), 403);
      assert.equal(await send({ authorization, origin: 'https://evil.example' }), 403);
    });

    it('answers nothing at other paths', async () => {
      assert.equal(await send({ authorization: `Bearer ${token}` }, '/'), 404);
    });

    it('listens only on the loopback address', () => {
      assert.equal(url.hostname, '127.0.0.1');
    });
  });
});
