import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import type { ChatState, IndexView } from '../../src/core/conversation/chatState.ts';
import type { PageContext } from '../pageContext.ts';
import { plainText } from '../../src/core/plainText.ts';
import { primaryButton, secondaryButton } from './elements.ts';
import { indexingProgress, isIndexing, leftOut } from './indexing.ts';
import { noticeView } from './noticeView.ts';
import { plural, t } from '../../src/core/texts/translate.ts';

/**
 * Shown before the first question: what this is, the index's progress, and questions to begin with.
 */
export function firstPage(
  context: PageContext,
  { workspace, index, servers, exampleQuestions }: ChatState,
): TemplateResult {
  const names = workspace.folderNames.map(plainText);
  return html` <div class="first">
    <h1>${names.length === 1 ? t('Ask about this folder') : t('Ask about these folders')}</h1>
    <p class="faint">
      ${t('Answers come from your files and cite their lines.')}
      ${
        servers.length === 0
          ? t('Nothing leaves this computer.')
          : t('Your settings send questions, or text of your files too, to {servers}.', {
              servers: servers.join(', '),
            })
      }
    </p>
    ${indexState(context, index, names.join(', '))}
    ${
      exampleQuestions.length === 0
        ? nothing
        : html` <ul class="examples" aria-label=${t('Example questions')}>
            ${exampleQuestions.map(
              (question) =>
                html`<li>
                  <button
                    class="example"
                    type="button"
                    @click=${() => {
                      context.ask(question);
                    }}
                  >
                    ${question}
                  </button>
                </li>`,
            )}
          </ul>`
    }
    ${leftOut(context, index)}
  </div>`;
}

function indexState(context: PageContext, index: IndexView, folder: string): TemplateResult {
  if (isIndexing(index))
    return html`${indexingProgress(context, index, folder)}${message(context, index)}`;
  switch (index.phase) {
    case 'failed':
      return failed(context, index);
    case 'ready':
      return html`<p>
          ${t('{files} of {folder} can be asked about.', {
            files: plural(index.files, '{count} file', '{count} files'),
            folder,
          })}
        </p>
        ${message(context, index)}`;
    default:
      return html` <div class="start">
          ${primaryButton(t('Index {folder}', { folder }), () => {
            context.send('indexWorkspace');
            context.focusComposer();
          })}
          <p class="faint">
            ${t(
              'The first question does that too. Words are searchable within seconds; meaning follows while you read.',
            )}
          </p>
        </div>
        ${message(context, index)}`;
  }
}

function message(
  context: PageContext,
  { message: words, actions }: IndexView,
): TemplateResult | typeof nothing {
  return words === null ? nothing : noticeView(context, null, { message: words, actions }, 'info');
}

/**
 * Why the index could not be built, with at least a button to try again. Also shown above the
 * composer of a conversation.
 */
export function failed(
  context: PageContext,
  { message: words, actions }: IndexView,
): TemplateResult {
  return html` <section class="failed" aria-label=${t('Indexing')}>
    ${noticeView(context, null, { message: words ?? t('Indexing failed.'), actions }, 'error')}
    ${
      actions.length > 0
        ? nothing
        : html`<div class="buttons">
            ${secondaryButton(t('Try again'), () => {
              context.send('indexWorkspace');
            })}${secondaryButton(t('Show log'), () => {
              context.send('showLog');
            })}
          </div>`
    }
  </section>`;
}

export function untrustedPage(context: PageContext): TemplateResult {
  return html` <div class="first">
    <h1>${t('This workspace is not trusted')}</h1>
    <p class="faint">
      ${t(
        'Files are indexed and questions are answered only in a workspace that you trust. Until then, nothing in it is read or stored.',
      )}
    </p>
    <div class="buttons">
      ${primaryButton(t('Manage workspace trust'), () => {
        context.send('manageTrust');
      })}
    </div>
  </div>`;
}

export function noFolderPage(context: PageContext): TemplateResult {
  return html` <div class="first">
    <h1>${t('No folder is open')}</h1>
    <p class="faint">
      ${t(
        'Open a folder to ask about its files. Answers cite their lines, and nothing leaves this computer.',
      )}
    </p>
    <div class="buttons">
      ${primaryButton(t('Open folder'), () => {
        context.send('openFolder');
      })}
    </div>
  </div>`;
}
