import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { AnswerDetails, ChatEntry } from '../../src/core/conversation/chatState.ts';
import type { SourceChoice } from '../../src/core/ports/generation.ts';
import { duration } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { quietButton } from './elements.ts';
import { rich } from './rich.ts';
import { localNumber, plural, t } from '../../src/core/texts/translate.ts';

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
  const reused =
    reusedTokens === 0
      ? ''
      : t(', {count} of them still in memory', { count: localNumber(reusedTokens) });
  const guessed =
    guessedTokens === 0
      ? ''
      : t(', {right} of {count} guesses right', {
          right: localNumber(acceptedTokens),
          count: localNumber(guessedTokens),
        });
  const tokens = (count: number): string => {
    const amount = plural(count, '{count} token', '{count} tokens');
    return areEstimates ? t('about {amount}', { amount }) : amount;
  };
  const name =
    servedBy === undefined ? modelName : t('{name} at {host}', { name: modelName, host: servedBy });
  return html` <dl class="details">
      <dt>${t('Model')}</dt>
      <dd>${name}${loadMs < 50 ? nothing : t(', loaded in {time}', { time: seconds(loadMs) })}</dd>
      <dt>${t('Read')}</dt>
      <dd>
        ${t('{tokens} with {sources}{reused}, {time}', {
          tokens: tokens(promptTokens),
          sources: plural(promptSources.length, '{count} source', '{count} sources'),
          reused,
          time: seconds(readMs) + rate(promptTokens - reusedTokens, readMs),
        })}
      </dd>
      <dt>${t('Wrote')}</dt>
      <dd>${tokens(outputTokens)}${guessed}, ${seconds(writeMs)}${rate(outputTokens, writeMs)}</dd>
    </dl>
    <div class="detail-buttons">
      ${quietButton(t('Show prompt'), () => {
        context.send('showPrompt', { entry });
      })}
      ${quietButton(t('Show receipt'), () => {
        context.send('showReceipt', { entry });
      })}
      ${
        canReplay
          ? quietButton(t('Replay'), () => {
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
  const offers = choices.map((choice, index) => {
    const offer = {
      sources: answerFrom(context, id, choice),
      time: duration(choice.seconds),
    };
    return html` ${
      index === 0
        ? rich('Answer from {sources} in about {time}', offer)
        : rich('or {sources} in about {time}', offer)
    }`;
  });
  const origin =
    servedBy === undefined
      ? nothing
      : html`${t('Answered by {name} at {host}.', { name: modelName, host: servedBy })} `;
  return html`<p class="other-sources faint">
    ${origin}${readSources(promptSources.length, sources.length)}${offers}
  </p>`;
}

function readSources(read: number, all: number): string {
  if (all === 1) return t('Read its source.');
  const sources = plural(all, '{count} source', '{count} sources');
  return read === all
    ? t('Read all {sources}.', { sources })
    : t('Read {read} of {sources}.', { read: localNumber(read), sources });
}

function answerFrom(
  context: PageContext,
  entry: string,
  { sources }: SourceChoice,
): TemplateResult {
  return quietButton(
    plural(sources, '{count} source', '{count} sources'),
    () => {
      context.send('answerFrom', { entry, sources });
      context.focusComposer();
    },
    plural(sources, 'Answer from {count} source', 'Answer from {count} sources'),
  );
}

function seconds(milliseconds: number): string {
  return t('{count} s', { count: (milliseconds / 1000).toFixed(1) });
}

function rate(tokens: number, milliseconds: number): string {
  return milliseconds < 50 || tokens < 1
    ? ''
    : t(' ({rate} a second)', { rate: (tokens / (milliseconds / 1000)).toFixed(1) });
}
