import * as vscode from 'vscode';
import type { Answer, AnswerEvent } from '../../core/answering/answer.ts';
import { narrowHit } from '../../core/answering/narrowCitation.ts';
import type { Engine } from '../../core/engine.ts';
import { Failure, isFailure } from '../../core/errors.ts';
import type { Citation, Hit } from '../../core/domain.ts';
import type { AskedTeam } from '../../core/ports/retriever.ts';
import { sourceLabel } from '../../core/sourceLabel.ts';
import { toAnswerRequest } from '../chat/question/chatQuestion.ts';
import type { AskingContext } from '../chat/question/chatQuestion.ts';
import type { WorkspaceIndex } from '../index/workspaceIndex.ts';
import { literally, PlainWords } from '../text/plainWords.ts';
import {
  bugNotice,
  closestPlaces,
  failureNotice,
  missingTeam,
  noFolder,
  nothingFound,
  untrusted,
} from '../text/words.ts';
import { hitLocation } from './hitLocation.ts';
import { askedBefore, toResult } from './participantTurns.ts';
import { plural, t } from '../../core/texts/translate.ts';

export interface ParticipantContext extends AskingContext {
  readonly engine: Pick<Engine, 'answer'> & { readonly index: Pick<Engine['index'], 'search'> };
  readonly index: Pick<WorkspaceIndex, 'searchable'>;
  readonly logError: (error: unknown) => void;
}

type Stream = Pick<vscode.ChatResponseStream, 'markdown' | 'progress' | 'reference' | 'anchor'>;

/** A question as the editor hands it over. */
export interface ParticipantRequest {
  readonly prompt: string;
  readonly command: string | undefined;
  readonly history: vscode.ChatContext['history'];
}

/** Answers `@ask` in the editor's own chat: the sources as references, then the model's words. */
export async function respond(
  context: ParticipantContext,
  request: ParticipantRequest,
  stream: Stream,
  signal: AbortSignal,
): Promise<vscode.ChatResult> {
  try {
    return await answer(context, request, stream, signal);
  } catch (error) {
    if (signal.aborted || isFailure(error, 'cancelled')) return {};
    context.logError(error);
    const { message } = isFailure(error) ? failureNotice(error) : bugNotice();
    return { errorDetails: { message } };
  }
}

async function answer(
  context: ParticipantContext,
  { prompt, command, history }: ParticipantRequest,
  stream: Stream,
  signal: AbortSignal,
): Promise<vscode.ChatResult> {
  if (!vscode.workspace.isTrusted) return { errorDetails: { message: untrusted().message } };
  const targets = context.targets();
  if (targets.roots.length === 0) return { errorDetails: { message: noFolder().message } };
  await context.index.searchable(targets, signal);
  const asked = toAnswerRequest(
    { text: prompt, history: askedBefore(history), sources: null, maxTokens: null },
    context,
  );
  if (command === 'sources') {
    const { hits, teamServer } = await context.engine.index.search(asked, signal);
    tellSources(hits, stream);
    listSources(hits, stream);
    tellTeam(teamServer, stream);
    return toResult(hits);
  }
  const words = new PlainWords();
  const done = await context.engine.answer(
    asked,
    (event) => {
      tellProgress(event, words, stream);
    },
    signal,
  );
  if (signal.aborted) throw new Failure('cancelled', 'The answer was stopped.');
  stream.markdown(words.finish());
  tellOutcome(done, stream);
  tellTeam(done.result.teamServer, stream);
  return toResult(done.result.hits);
}

function tellProgress(event: AnswerEvent, words: PlainWords, stream: Stream): void {
  switch (event.type) {
    case 'sources':
      tellSources(event.result.hits, stream);
      break;
    case 'loading':
      stream.progress(t('Loading the chat model'));
      break;
    case 'reading':
      if (event.readTokens === 0)
        stream.progress(
          plural(event.totalTokens, 'Reading {count} token', 'Reading {count} tokens'),
        );
      break;
    case 'text':
      stream.markdown(words.add(event.delta));
  }
}

function tellSources(hits: readonly Hit[], stream: Stream): void {
  for (const hit of hits) stream.reference(hitLocation(hit));
}

function listSources(hits: readonly Hit[], stream: Stream): void {
  if (hits.length === 0) stream.markdown(nothingFound().message);
  for (const [index, hit] of hits.entries()) {
    stream.markdown(`${index + 1}. `);
    stream.anchor(hitLocation(hit), sourceLabel(hit));
    stream.markdown('\n');
  }
}

/** The team's index that was searched, or why it was not. */
function tellTeam(team: AskedTeam | undefined, stream: Stream): void {
  if (team === undefined) return;
  const [problem] = missingTeam(team);
  const said = problem ?? t('Searched in the team index at {host}.', { host: team.host });
  stream.markdown(`\n${literally(said)}\n`);
}

/** What was cited, which words are not in the cited lines, and where the words came from. */
function tellOutcome({ text, result, ...checked }: Answer, stream: Stream): void {
  const { citations, sentences, generation } = checked;
  if (result.nothingRelevant === true && result.hits.length > 0)
    stream.markdown(`${literally(closestPlaces().message)}\n\n`);
  if (text === null) {
    listSources(result.hits, stream);
    return;
  }
  stream.markdown('\n\n');
  for (const { marker, lines } of firstOfEach(citations)) {
    const hit = result.hits[marker - 1];
    if (hit === undefined) continue;
    stream.markdown(`\\[${marker}\\] `);
    stream.anchor(hitLocation(lines === undefined ? hit : narrowHit(hit, lines)), sourceLabel(hit));
    stream.markdown('  \n');
  }
  const doubted = sentences.flatMap((sentence) =>
    sentence.doubted.map(({ start, end }) => literally(text.slice(start, end))),
  );
  if (doubted.length > 0)
    stream.markdown(`\n**${t('Not in the cited lines:')}** ${[...new Set(doubted)].join(', ')}\n`);
  if (generation?.served !== undefined)
    stream.markdown(
      `\n${t('Written by {name} at {host}', {
        name: literally(generation.model.name),
        host: literally(generation.served.host),
      })}\n`,
    );
}

/** The first citation of each source, in the order of their numbers. */
function firstOfEach(citations: readonly Citation[]): readonly Citation[] {
  const byMarker = new Map<number, Citation>();
  for (const citation of citations)
    if (!byMarker.has(citation.marker)) byMarker.set(citation.marker, citation);
  return [...byMarker.values()].sort((a, b) => a.marker - b.marker);
}
