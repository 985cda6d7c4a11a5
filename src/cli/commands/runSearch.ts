import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { Engine } from '../../core/engine.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { toJsonHit } from '../jsonShapes.ts';
import type { SearchCommand } from '../parseCommand.ts';
import { prepareIndex } from '../prepareIndex.ts';
import { printHits } from '../printHits.ts';
import { readQuestions } from '../readQuestions.ts';
import type { Terminal } from '../terminal.ts';
import { noteIrrelevance, noteLongQuestion, noteLostTeam, noteMissingMeaning } from '../words.ts';

export async function runSearch(
  command: SearchCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<ExitCode> {
  const { asked } = command;
  const questions = 'questionsFile' in asked ? await readQuestions(asked.questionsFile) : [asked];
  const root = await prepareIndex(command, engine, terminal, cancellation);
  let found = false;
  for (const asking of questions) {
    const result = await engine.index.search(
      {
        question: asking.question,
        roots: [root],
        filter: { paths: [], languages: [] },
        topK: command.topK,
        history: [],
      },
      cancellation,
    );
    const { hits } = result;
    found ||= hits.length > 0;
    if (asking === questions[0]) noteMissingMeaning(result, engine, terminal);
    noteLostTeam(result, terminal);
    if (command.json)
      terminal.printJson({
        ...('id' in asking ? { id: asking.id } : {}),
        hits: hits.map(toJsonHit),
      });
    else printHits(hits, terminal);
    noteLongQuestion(asking.question, terminal);
    noteIrrelevance(asking.question, result, terminal);
  }
  return found ? exitCodes.found : exitCodes.nothingFound;
}
