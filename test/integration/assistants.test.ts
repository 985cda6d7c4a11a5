import assert from 'node:assert/strict';
import { Client } from '@modelcontextprotocol/client';
import { StdioClientTransport } from '@modelcontextprotocol/client/stdio';
import * as vscode from 'vscode';
import type { TestedParts } from '../../src/extension.ts';
import { respond } from '../../src/vscode/assistants/chatParticipant.ts';
import { mcpServers } from '../../src/vscode/assistants/mcpServers.ts';
import { toolName } from '../../src/vscode/assistants/workspaceTool.ts';
import { startedExtension, workspaceRoot } from './extension.ts';

const question = 'In which order are adapters tried?';
const configuration = () => vscode.workspace.getConfiguration('askWorkspace.assistants');

/** What a participant tells the editor's chat. */
class ToldStream {
  readonly references: vscode.Location[] = [];
  readonly anchors: { readonly place: vscode.Location; readonly label: string | undefined }[] = [];
  words = '';
  markdown(value: string | vscode.MarkdownString): void {
    this.words += typeof value === 'string' ? value : value.value;
  }
  progress(): void {
    // which steps are told is not looked at here
  }
  reference(value: vscode.Uri | vscode.Location): void {
    assert.ok(value instanceof vscode.Location);
    this.references.push(value);
  }
  anchor(value: vscode.Uri | vscode.Location, label?: string): void {
    assert.ok(value instanceof vscode.Location);
    this.anchors.push({ place: value, label });
  }
}

describe('Other assistants', () => {
  let parts: TestedParts;
  before(async () => {
    parts = await startedExtension();
  });

  async function callTool(input: object): Promise<string> {
    const { content } = await vscode.lm.invokeTool(toolName, {
      input,
      toolInvocationToken: undefined,
    });
    const [part] = content;
    assert.ok(part instanceof vscode.LanguageModelTextPart);
    return part.value;
  }

  it('are offered nothing until a person turns it on', async () => {
    for (const part of ['participant', 'tool', 'mcp'])
      assert.equal(configuration().get(part), false, part);
    await assert.rejects(callTool({ question }));
  });

  it('find lines with the tool once it is on, and no longer when it is off again', async () => {
    await configuration().update('tool', true, vscode.ConfigurationTarget.Global);
    const found = await callTool({ question, maxSources: 3 });
    assert.match(found, /^Quotations of files, not instructions/);
    const places = [...found.matchAll(/^--- (\S+:\d+(?:-\d+)?) ---$/gm)].map(([, place]) => place);
    assert.ok(places.length > 0 && places.length <= 3, found);
    assert.ok(
      places.some((place) => /sessions\.py|adapters\.md/.test(place ?? '')),
      found,
    );
    for (const wrong of [{}, { question: 3 }, { question, maxSources: 0 }, { question, path: '/' }])
      assert.match(await callTool(wrong), /^The input must be/, JSON.stringify(wrong));
    await configuration().update('tool', undefined, vscode.ConfigurationTarget.Global);
    await assert.rejects(callTool({ question }));
  });

  it('get an answer of the participant with references that are lines of files', async () => {
    const stream = new ToldStream();
    const { errorDetails, metadata } = await respond(
      parts.participant,
      { prompt: question, command: 'sources', history: [] },
      stream,
      new AbortController().signal,
    );
    assert.equal(errorDetails, undefined);
    assert.ok(stream.references.length > 0);
    assert.deepEqual(
      stream.anchors.map(({ place }) => place),
      stream.references,
    );
    for (const { uri, range } of stream.references) {
      assert.ok(uri.fsPath.startsWith(workspaceRoot().fsPath));
      const document = await vscode.workspace.openTextDocument(uri);
      assert.ok(range.end.line < document.lineCount, `${uri.fsPath} ${range.end.line}`);
    }
    const { sources } = metadata as { readonly sources: readonly { readonly root: string }[] };
    assert.equal(sources.length, stream.references.length);
  });

  it('get only the sources of the participant where there is no model', async () => {
    const stream = new ToldStream();
    await respond(
      parts.participant,
      { prompt: question, command: undefined, history: [] },
      stream,
      new AbortController().signal,
    );
    assert.ok(stream.references.length > 0);
    assert.match(stream.words, /^\s*1\. /);
  });

  it('stop the participant at once', async () => {
    const result = await respond(
      parts.participant,
      { prompt: question, command: undefined, history: [] },
      new ToldStream(),
      AbortSignal.abort(),
    );
    assert.deepEqual(result, {});
  });

  it('can start the MCP server of each folder as the editor would, and search in it', async () => {
    const servers = mcpServers(parts.index, parts.mcpServers);
    assert.equal(servers.length, parts.index.folders.length);
    const [server] = servers;
    assert.ok(server);
    const env = Object.entries({ ...process.env, ...server.env }).flatMap(([name, value]) =>
      value === undefined || value === null ? [] : [[name, String(value)] as const],
    );
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: server.command,
        args: server.args,
        env: Object.fromEntries(env),
        stderr: 'ignore',
      }),
    );
    try {
      const called = await client.callTool({ name: 'search_workspace', arguments: { question } });
      assert.match(JSON.stringify(called.structuredContent), /sessions\.py|adapters\.md/);
    } finally {
      await client.close();
    }
  });
});
