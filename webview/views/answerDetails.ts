import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { AnswerDetails, ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { SourceChoice } from '../../src/core/ports/generation.ts';
import { duration, number, plural } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { quietButton } from './elements.ts';

/**
 * How the model came to its answer: what it read, how long that took, and buttons for the exact
 * prompt, the receipt and computing it again.
 */
export function answerDetails(
  context: PageContext,
  entry: string,
  details: AnswerDetails,
): TemplateResult {
  const {
    modelName,
    servedBy,
    areEstimates = false,
    promptSources,
    promptTokens,
    reusedTokens,
    outputTokens,
    guessedTokens,
    acceptedTokens,
    loadMs,
    readMs,
    writeMs,
    canReplay,
  } = details;
  const reused = reusedTokens === 0 ? '' : `, ${number(reusedTokens)} of them still in memory`;
  const about = areEstimates ? 'about ' : '';
  const where = servedBy === undefined ? '' : ` at ${servedBy}`;
  const guessed =
    guessedTokens === 0
      ? ''
      : `, ${number(acceptedTokens)} of ${number(guessedTokens)} guesses right`;
  return html` <dl class="details">
      <dt>Model</dt>
      <dd>${modelName}${where}${loadMs < 50 ? nothing : `, loaded in ${seconds(loadMs)}`}</dd>
      <dt>Read</dt>
      <dd>
        ${about}${plural(promptTokens, 'token')} with
        ${plural(promptSources.length, 'source')}${reused},
        ${seconds(readMs)}${rate(promptTokens - reusedTokens, readMs)}
      </dd>
      <dt>Wrote</dt>
      <dd>
        ${about}${plural(outputTokens, 'token')}${guessed},
        ${seconds(writeMs)}${rate(outputTokens, writeMs)}
      </dd>
    </dl>
    <div class="detail-buttons">
      ${quietButton('Show prompt', () => {
        context.send('showPrompt', { entry });
      })}
      ${quietButton('Show receipt', () => {
        context.send('showReceipt', { entry });
      })}
      ${
        canReplay
          ? quietButton('Replay', () => {
              context.send('replay', { entry });
            })
          : nothing
      }
    </div>`;
}

/** How many of the sources the model read, and buttons to answer from fewer or more of them. */
export function otherSources(
  context: PageContext,
  { id, sources }: ChatEntry,
  { modelName, servedBy, promptSources, fewer, more }: AnswerDetails,
): TemplateResult {
  const choices = [fewer, more].filter((choice) => choice !== null);
  const read =
    promptSources.length === sources.length
      ? `all ${plural(sources.length, 'source')}`
      : `${number(promptSources.length)} of ${plural(sources.length, 'source')}`;
  const offers = choices.map((choice, index) => {
    const words = index === 0 ? 'Answer from' : 'or';
    return html` ${words} ${answerFrom(context, id, choice)}`;
  });
  const origin = servedBy === undefined ? nothing : html`Answered by ${modelName} at ${servedBy}. `;
  return html`<p class="other-sources faint">
    ${origin}Read ${sources.length === 1 ? 'its source' : read}.${offers}
  </p>`;
}

function answerFrom(
  context: PageContext,
  entry: string,
  { sources, seconds: wait }: SourceChoice,
): TemplateResult {
  return html`${quietButton(
    plural(sources, 'source'),
    () => {
      context.send('answerFrom', { entry, sources });
      context.focusComposer();
    },
    `Answer from ${plural(sources, 'source')}`,
  )}
  in about ${duration(wait)}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function rate(tokens: number, milliseconds: number): string {
  return milliseconds < 50 || tokens < 1
    ? ''
    : ` (${(tokens / (milliseconds / 1000)).toFixed(1)} a second)`;
}
