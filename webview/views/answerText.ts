import { html, nothing } from 'lit-html';
import type { TemplateResult } from 'lit-html';
import { guard } from 'lit-html/directives/guard.js';
import {
  doubtReason,
  verdictMeanings,
  verdictNames,
} from '../../src/core/answering/checking/verdictWords.ts';
import type { ChatEntry } from '../../src/core/conversation/chatState.ts';
import { plainText } from '../../src/core/plainText.ts';
import { citedPath } from '../format.ts';
import { parseAnswer } from '../answer/markdown.ts';
import type { Block, CitationNode, Doubt, Inline } from '../answer/markdownNodes.ts';
import type { PageContext } from '../pageContext.ts';
import type { EntryFolds } from '../pageState.ts';
import { codeBlock } from './sources/codeBlock.ts';
import { openDefinition, openSource } from './sources/openSource.ts';
import { quotedSource } from './sources/quotedSource.ts';
import { t, translated } from '../../src/core/texts/translate.ts';

type Content = TemplateResult | string | typeof nothing;
/** How everything but plain words is drawn. */
interface Parts {
  readonly chip: (citation: CitationNode) => Content;
  readonly openDefinition: (at: number) => (event: Event) => void;
  readonly quoted: (citation: CitationNode) => Content;
  readonly code: (text: string, language: string) => Content;
}

/** The model's words as elements; citations open their source. */
export function answerText(
  context: PageContext,
  entry: ChatEntry,
  { wrap }: EntryFolds,
): TemplateResult {
  const writing = entry.phase === 'writing';
  const written = entry.text ?? '';
  const blocks = writing
    ? context.growingAnswer.blocks(entry.id, written, entry.sources.length)
    : parseAnswer(written, {
        citations: entry.citations,
        sentences: entry.sentences,
        writing: entry.phase !== 'done',
        sourceCount: entry.sources.length,
      });
  const parts: Parts = {
    chip: (citation) => citationChip(context, entry, citation),
    openDefinition: (at) => openDefinition(context, entry.id, at),
    quoted: (citation) => quotedSource(context, entry, citation),
    code: (code, language) => codeBlock(context, { text: code, language, entry: entry.id, wrap }),
  };
  return html`<div class="answer" aria-busy=${writing}>
    ${inGroups(blocks).map(
      (group) =>
        html`<div class="blocks">
          ${guard([entry.sources, wrap, ...group], () =>
            group.map((block) => blockView(block, parts)),
          )}
        </div>`,
    )}
  </div>`;
}

/** While an answer is written, only the last group is drawn again. */
const groupSize = 8;

function inGroups(blocks: readonly Block[]): readonly (readonly Block[])[] {
  return Array.from({ length: Math.ceil(blocks.length / groupSize) }, (_, index) =>
    blocks.slice(index * groupSize, (index + 1) * groupSize),
  );
}

function citationChip(
  context: PageContext,
  entry: ChatEntry,
  { marker, attributed, lines }: CitationNode,
): Content {
  const source = entry.sources.find(({ number }) => number === marker);
  if (source === undefined) return nothing;
  const path = citedPath(source, lines);
  const title = attributed ? t('{path} (found by the words they share)', { path }) : path;
  const show =
    (atOnce: boolean) =>
    ({ currentTarget }: Event): void => {
      if (currentTarget instanceof Element)
        context.citedCards.enter(
          currentTarget,
          { entry: entry.id, source: marker, attributed },
          atOnce,
        );
    };
  const hide = (): void => {
    context.citedCards.leave();
  };
  return html`<a
    class="badge chip"
    href="#"
    title=${source.lines.length === 0 ? title : nothing}
    aria-label=${t('Source {marker}: {path}', { marker, path })}
    @pointerenter=${show(false)}
    @pointerleave=${hide}
    @focus=${show(true)}
    @blur=${hide}
    @click=${openSource(context, entry.id, marker, lines === null ? {} : { lines })}
    >${marker}</a
  >`;
}

/**
 * @param isInner whether it is part of a list or quotation, whose text direction follows its first
 * words.
 */
function blockView(block: Block, parts: Parts, isInner = false): Content {
  const direction = isInner ? nothing : 'auto';
  switch (block.kind) {
    case 'paragraph':
      return html`<p dir=${direction}>${inline(block.children, parts)}</p>
        ${citationsIn(block.children).map(parts.quoted)}`;
    case 'heading':
      return html`<h3 dir=${direction}>${inline(block.children, parts)}</h3>`;
    case 'quote':
      return html`<blockquote dir=${direction}>
        ${block.children.map((child) => blockView(child, parts, true))}
      </blockquote>`;
    case 'code':
      return parts.code(block.text, block.language);
    case 'rule':
      return html`<hr />`;
    case 'list': {
      const items = block.items.map(
        (item) => html`<li>${item.map((child) => blockView(child, parts, true))}</li>`,
      );
      return block.start === null
        ? html`<ul dir=${direction}>
            ${items}
          </ul>`
        : html`<ol dir=${direction} start=${block.start}>
            ${items}
          </ol>`;
    }
    case 'table': {
      const [head, ...body] = block.rows;
      return html` <div class="table" role="group" aria-label=${t('Table')} tabindex="0">
        <table>
          <thead>
            <tr>
              ${head?.map((cell) => html`<th scope="col" dir="auto">${inline(cell, parts)}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${body.map(
              (row) =>
                html`<tr>
                  ${row.map((cell) => html`<td dir="auto">${inline(cell, parts)}</td>`)}
                </tr>`,
            )}
          </tbody>
        </table>
      </div>`;
    }
  }
}

function inline(nodes: readonly Inline[], parts: Parts): readonly Content[] {
  return nodes.map((node) => {
    switch (node.kind) {
      case 'text':
        return doubted(node.text, node.doubt, parts);
      case 'code':
        return html`<code dir="ltr">${doubted(node.text, node.doubt, parts)}</code>`;
      case 'strong':
        return html`<strong>${inline(node.children, parts)}</strong>`;
      case 'emphasis':
        return html`<em>${inline(node.children, parts)}</em>`;
      case 'strike':
        return html`<s>${inline(node.children, parts)}</s>`;
      case 'link':
        return html`<a href=${node.href} title=${node.href} rel="noreferrer"
            >${inline(node.children, parts)}</a
          >${address(node)}`;
      case 'citation':
        return parts.chip(node);
      case 'break':
        return html`<br />`;
    }
  });
}

function citationsIn(nodes: readonly Inline[]): readonly CitationNode[] {
  return nodes.flatMap((node) => {
    if (node.kind === 'citation') return [node];
    return 'children' in node ? citationsIn(node.children) : [];
  });
}

/** The link's address, next to words that say something else: an answer must not disguise it. */
function address({ href, children }: Extract<Inline, { kind: 'link' }>): Content {
  const [only, ...others] = children;
  const isBare = others.length === 0 && only?.kind === 'text' && only.text === href;
  return isBare ? nothing : html` <span class="address" dir="ltr">(${plainText(href)})</span>`;
}

/**
 * A sentence that the cited lines do not support is lightly underlined, and the words that show it
 * more strongly. Screen readers are told once, at its beginning. A name that is defined elsewhere
 * opens its definition.
 */
function doubted(text: string, doubt: Doubt | null, parts: Parts): Content {
  if (doubt === null) return text;
  const name = translated(verdictNames[doubt.verdict]);
  const spoken = doubt.isFirst ? html`<span class="visually-hidden">(${name}) </span>` : nothing;
  const title = translated(
    doubt.words === null ? verdictMeanings[doubt.verdict] : doubtReason(doubt.words),
  );
  const kind = doubt.words === null ? 'doubt' : 'doubt doubted-words';
  if (doubt.words?.definedIn !== undefined)
    return html`<a
      class=${kind}
      href="#"
      title=${title}
      @click=${parts.openDefinition(doubt.words.start)}
      >${spoken}${text}</a
    >`;
  return html`<span class=${kind} title=${title}>${spoken}${text}</span>`;
}
