import type { Answer, AnswerEvent, CheckedSentence } from '../../core/answering/answer.ts';
import {
  allFailed,
  allFailedWarning,
  countVerdicts,
  detectorWords,
  doubtReason,
  verdictNames,
} from '../../core/answering/checking/verdictWords.ts';
import { narrowHit } from '../../core/answering/narrowCitation.ts';
import { isEmptyAnswer } from '../../core/answering/text/isEmptyAnswer.ts';
import type { TextRange } from '../../core/answering/text/markdownBlocks.ts';
import type { Citation, Hit } from '../../core/domain.ts';
import type { Cancellation } from '../../core/ports/cancellation.ts';
import type { Engine } from '../../core/engine.ts';
import { sourceLabel } from '../../core/sourceLabel.ts';
import { exitCodes } from '../exitCodes.ts';
import type { ExitCode } from '../exitCodes.ts';
import { followProxy } from '../../node/server/followProxy.ts';
import { toJsonAnswer } from '../jsonShapes.ts';
import type { AskCommand } from '../parseCommand.ts';
import { prepareIndex } from '../prepareIndex.ts';
import { printHits } from '../printHits.ts';
import { styled } from '../terminal.ts';
import type { Terminal } from '../terminal.ts';
import {
  noteIrrelevance,
  noteLongQuestion,
  noteLostTeam,
  noteMissingMeaning,
  noteMissingModel,
} from '../words.ts';
import { inEnglish } from '../../core/texts/wording.ts';

export async function runAsk(
  command: AskCommand,
  engine: Engine,
  terminal: Terminal,
  cancellation: Cancellation,
): Promise<ExitCode> {
  const {
    question,
    topK,
    settings: {
      answer: { promptTokens, budgetSeconds },
      chatModel: { server },
      decoding,
    },
  } = command;
  if (server !== '') followProxy();
  const root = await prepareIndex(command, engine, terminal, cancellation);
  const answer = await engine.answer(
    {
      question,
      roots: [root],
      filter: { paths: [], languages: [] },
      topK,
      history: [],
      promptTokens,
      budgetSeconds,
      decoding,
    },
    (event) => {
      show(event, command.json, engine, terminal);
    },
    cancellation,
  );
  if (command.json) terminal.printJson(toJsonAnswer(answer));
  const { hits } = answer.result;
  noteLongQuestion(question, terminal);
  noteIrrelevance(question, answer.result, terminal);
  if (answer.text === null && hits.length > 0 && answer.result.nothingRelevant !== true)
    noteMissingModel(engine, terminal);
  if (answer.text !== null && !command.json) printEnd(answer, answer.text, terminal);
  return hits.length === 0 ? exitCodes.nothingFound : exitCodes.found;
}

function show(event: AnswerEvent, json: boolean, engine: Engine, terminal: Terminal): void {
  switch (event.type) {
    case 'sources':
      noteMissingMeaning(event.result, engine, terminal);
      noteLostTeam(event.result, terminal);
      if (json) return;
      printHits(event.result.hits, terminal);
      terminal.printLine();
      return;
    case 'loading':
      terminal.progress('Loading the chat model');
      return;
    case 'reading': {
      const secondsLeft =
        event.tokensPerSecond > 0
          ? `, about ${Math.ceil((event.totalTokens - event.readTokens) / event.tokensPerSecond)} s`
          : '';
      terminal.progress(
        `Reading ${event.readTokens.toLocaleString('en')} of ` +
          `${event.totalTokens.toLocaleString('en')} tokens${secondsLeft}`,
      );
      return;
    }
    case 'thought':
      terminal.progress('Thinking');
      return;
    case 'text':
      if (!json) terminal.print(event.delta);
  }
}

/** Which sources the words rest on, and which of them they do not. */
function printEnd(
  { citations, sentences, detector, generation, result }: Answer,
  text: string,
  terminal: Terminal,
): void {
  terminal.printLine();
  printQuotes(citations, result.hits, terminal);
  if (isEmptyAnswer(text))
    terminal.note('The model gave an empty answer: the sources are the answer.');
  if (generation?.stop === 'max-tokens')
    terminal.note('The answer was cut off at the limit of the setting decoding.maxTokens.');
  if (generation?.stop === 'repetition')
    terminal.note('The answer ends here because the model repeated itself.');
  if (generation?.served !== undefined)
    terminal.printLine(
      styled('dim', `Answered by ${generation.model.name} at ${generation.served.host}.`),
    );
  const markers = [...new Set(citations.map(({ marker }) => marker))].sort((a, b) => a - b);
  if (markers.length > 0)
    terminal.printLine(
      styled('dim', `Sources: ${markers.map((marker) => `[${marker}]`).join(' ')}`),
    );
  printVerdicts(sentences, text, terminal);
  if (detector !== undefined) terminal.note(inEnglish(detectorWords(detector)));
}

/** The lines that the answer quotes, with their numbers. */
function printQuotes(
  citations: readonly Citation[],
  hits: readonly Hit[],
  terminal: Terminal,
): void {
  for (const { marker, lines, quote } of citations) {
    const hit = hits[marker - 1];
    if (hit === undefined || lines === undefined || quote === undefined) continue;
    const { path, range } = narrowHit(hit, lines);
    terminal.printLine();
    terminal.printLine(
      styled('bold', `[${marker}]`),
      ' ',
      styled('cyan', sourceLabel({ path, range })),
    );
    for (const [index, line] of quote.split('\n').entries())
      terminal.printLine(styled('dim', String(range.startLine + index).padStart(6)), `  ${line}`);
  }
}

/** What was established of each sentence; the words that are not in its lines, one a line. */
function printVerdicts(
  sentences: readonly CheckedSentence[],
  text: string,
  terminal: Terminal,
): void {
  const counts = countVerdicts(sentences);
  if (counts.length === 0) return;
  const oneLine = ({ start, end }: TextRange): string =>
    text.slice(start, end).replace(/\s+/g, ' ');
  const list = counts
    .map(({ verdict, count }) => `${inEnglish(verdictNames[verdict])}: ${count}`)
    .join(', ');
  terminal.printLine(styled('dim', `Sentences: ${list}. None of this is a proof.`));
  for (const sentence of sentences) {
    const { verdict, doubted } = sentence;
    if (verdict !== 'not-in-lines' && verdict !== 'partly') continue;
    terminal.printLine(
      styled('dim', `${capitalized(inEnglish(verdictNames[verdict]))}: ${oneLine(sentence)}`),
    );
    for (const words of doubted)
      terminal.printLine(styled('dim', `  ${oneLine(words)}: ${inEnglish(doubtReason(words))}`));
  }
  if (allFailed(sentences)) terminal.note(inEnglish(allFailedWarning));
}

function capitalized(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
