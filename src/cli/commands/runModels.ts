import { stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { DownloadProgress, ModelFile, ModelKind } from '../../core/models.ts';
import type { Engine } from '../../core/engine.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { firstWordText } from '../../core/firstWordText.ts';
import { inEnglish } from '../../core/texts/wording.ts';
import { followProxy } from '../../node/server/followProxy.ts';
import type { ModelsCommand } from '../parseCommand.ts';
import { styled } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';

export async function runModels(
  { action, json }: ModelsCommand,
  { models }: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<ExitCode> {
  const tell = (progress: DownloadProgress): void => {
    terminal.progress(describe(progress));
  };
  switch (action.name) {
    case 'list':
      if (json)
        terminal.printJson({
          folder: models.folder,
          present: (await models.list()).map(({ problem, ...model }) => ({
            ...model,
            problem: problem === null ? null : inEnglish(problem),
          })),
          known: models.catalog(),
        });
      else await printModels(models, terminal);
      break;
    case 'download': {
      const known = models.catalog().find(({ id }) => id === action.id);
      if (known !== undefined)
        terminal.note(
          `${known.name}, ${megabytes(known.bytes)} MB, is under the ${known.licence.name}: ` +
            known.licence.url,
        );
      followProxy();
      print(
        await models.download(known?.kind ?? 'chat', tell, cancellation, action.id),
        json,
        terminal,
      );
      break;
    }
    case 'import':
      print(
        await models.import(await kindOf(action.path), action.path, tell, cancellation),
        json,
        terminal,
      );
      break;
    case 'import-detector': {
      const path = await models.importDetector(action.path, tell, cancellation);
      if (json) terminal.printJson({ path });
      else terminal.printLine(path);
    }
  }
  return exitCodes.found;
}

async function printModels(models: Engine['models'], terminal: Terminal): Promise<void> {
  const present = await models.list();
  terminal.printLine(`In ${models.folder}:`);
  if (present.length === 0) terminal.printLine('  nothing yet');
  for (const { name, bytes, inUse, problem } of present) {
    const note = problem === null ? (inUse ? '  in use' : '') : `  not used: ${inEnglish(problem)}`;
    terminal.printLine('  ', styled('cyan', name), `  ${megabytes(bytes)} MB${note}`);
  }
  terminal.printLine('To download:');
  for (const model of models.catalog()) {
    const { id, name, bytes, memoryBytes, languages, faster, firstWord, isProposed } = model;
    terminal.printLine(
      '  ',
      styled('cyan', id),
      `  ${name}, ${megabytes(bytes)} MB, needs ${megabytes(memoryBytes)} MB of ` +
        `memory${faster ? ', faster' : ''}; ` +
        (firstWord === null ? '' : `${firstWordText(firstWord)}; `) +
        `${languages.join(', ')}${isProposed ? '; suggested for this computer' : ''}`,
    );
  }
}

/**
 * An .onnx file or a folder is the embedding model. A chat model may have any name, as Ollama's
 * files do.
 */
async function kindOf(path: string): Promise<ModelKind> {
  const isFolder = (await stat(path).catch(() => null))?.isDirectory() === true;
  return isFolder || extname(path).toLowerCase() === '.onnx' ? 'embedding' : 'chat';
}

function print(file: ModelFile, json: boolean, terminal: Terminal): void {
  if (json) terminal.printJson(file);
  else terminal.printLine(file.path);
}

function describe({ phase, receivedBytes, totalBytes, waitSeconds = 0 }: DownloadProgress): string {
  if (phase === 'waiting') return `The server is busy; next try in ${waitSeconds} s`;
  const whole = totalBytes === 0 ? '' : ` of ${megabytes(totalBytes)}`;
  const verb = phase === 'receiving' ? 'Receiving' : 'Checking';
  return `${verb}: ${megabytes(receivedBytes)}${whole} MB`;
}

function megabytes(bytes: number): string {
  return Math.round(bytes / 1e6).toLocaleString('en');
}
