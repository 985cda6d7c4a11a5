import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { PageContext } from '../../pageContext.ts';
import { codeText } from './codeLines.ts';
import { iconButton, toggleButton } from '../elements.ts';
import { t } from '../../../src/core/texts/translate.ts';

export interface CodeBlock {
  readonly text: string;
  /** As given in the answer; empty if it is not. */
  readonly language: string;
  /** The answer that the code is in. */
  readonly entry: string;
  /** Whether long lines are wrapped. */
  readonly wrap: boolean;
}

/** Maximum length of code sent to the host; the schema of the message has the same limit. */
const maxSentCode = 100_000;

/** Code in an answer: its language, the actions for it, and the code in colours. */
export function codeBlock(
  context: PageContext,
  { text, language, entry, wrap }: CodeBlock,
): TemplateResult {
  const name = /^[\w+#.-]{1,32}$/.test(language) ? language : '';
  const canSend = text.trim() !== '' && text.length <= maxSentCode;
  return html` <div class=${wrap ? 'code-block wrap' : 'code-block'}>
    <div class="code-head">
      <span class="code-language">${name}</span>
      ${toggleButton('word-wrap', t('Wrap long lines'), wrap, () => {
        context.dispatch({ type: 'wrap-toggled', entry });
      })}
      ${
        canSend
          ? html`${iconButton('insert', t('Insert at the cursor'), () => {
              context.send('insertCode', { entry, code: text });
            })}${iconButton('new-file', t('Open as a new file'), () => {
              context.send('openCode', { entry, code: text, language: name });
            })}`
          : nothing
      }
      ${iconButton('copy', t('Copy code'), () => {
        void navigator.clipboard.writeText(text);
      })}
    </div>
    ${codeText(t('Code'), text, language)}
  </div>`;
}
