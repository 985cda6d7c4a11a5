import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Engine } from '../../core/engine.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { createMcpServer } from '../mcp/mcpServer.ts';
import { serveHttp } from '../mcp/serveHttp.ts';
import { WorkspaceTools } from '../mcp/workspaceTools.ts';
import { openIndex } from '../openIndex.ts';
import type { McpCommand } from '../parseCommand.ts';
import type { Terminal } from '../terminal.ts';

/** Serves a folder to other assistants until they disconnect or Ctrl-C ends it. */
export async function runMcp(
  command: McpCommand,
  engine: Engine,
  terminal: Terminal,
  stop: AbortSignal,
): Promise<ExitCode> {
  const { root } = await openIndex(engine, command);
  const tools = new WorkspaceTools(engine.index, root, (line) => {
    terminal.note(line);
  });
  const factory = () => createMcpServer(tools);
  if (command.httpPort === null) {
    const service = serveStdio(factory);
    await Promise.race([once(process.stdin, 'close'), once(process.stdin, 'end'), aborted(stop)]);
    await service.close();
  } else {
    const given = process.env['ASK_WORKSPACE_MCP_TOKEN'] ?? '';
    const token = given === '' ? randomBytes(32).toString('hex') : given;
    const service = await serveHttp(factory, command.httpPort, token);
    terminal.note(
      `Serving ${root} at ${service.url}` +
        (given === '' ? `; send the header Authorization: Bearer ${token}` : ''),
    );
    await aborted(stop);
    await service.close();
  }
  return exitCodes.found;
}

async function aborted(signal: AbortSignal): Promise<void> {
  if (!signal.aborted) await once(signal, 'abort');
}
