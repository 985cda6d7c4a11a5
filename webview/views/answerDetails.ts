import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { AnswerDetails } from '../../src/core/conversation/chatState.ts';
import { ShowPrompt } from '../../src/protocol/chatMessages.ts';
import { number, plural } from '../format.ts';
import type { PageContext } from '../pageContext.ts';
import { quietButton } from './elements.ts';

/** How the model came to its answer: what it read, how long that took, and the way to the exact prompt. */
export function answerDetails(context: PageContext, entry: string, details: AnswerDetails): TemplateResult {
  const { modelName, promptSources, promptTokens, reusedTokens, outputTokens, loadMs, readMs, writeMs } = details;
  const reused = reusedTokens === 0 ? '' : `, ${number(reusedTokens)} of them still in memory`;
  return html`
    <dl class="details">
      <dt>Model</dt><dd>${modelName}${loadMs < 50 ? nothing : `, loaded in ${seconds(loadMs)}`}</dd>
      <dt>Read</dt><dd>${plural(promptTokens, 'token')} with ${plural(promptSources.length, 'source')}${reused}, ${seconds(readMs)}${rate(promptTokens - reusedTokens, readMs)}</dd>
      <dt>Wrote</dt><dd>${plural(outputTokens, 'token')}, ${seconds(writeMs)}${rate(outputTokens, writeMs)}</dd>
    </dl>
    ${quietButton('Show the exact prompt', () => { context.send(ShowPrompt, { entry }); })}`;
}

function seconds(milliseconds: number): string {
  return `${(milliseconds / 1000).toFixed(1)} s`;
}

function rate(tokens: number, milliseconds: number): string {
  return milliseconds < 50 || tokens < 1 ? '' : ` (${(tokens / (milliseconds / 1000)).toFixed(1)} a second)`;
}
