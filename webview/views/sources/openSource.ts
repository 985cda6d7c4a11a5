import type { SourceLines } from '../../../src/core/domain.ts';
import type { FileLines } from '../../../src/core/retrieval/presenting/outlineAround.ts';
import type { PageContext } from '../../pageContext.ts';

/** What to open of a source, if not all its lines. */
export interface OpenedPart {
  readonly lines?: SourceLines;
  /** Index of one of the copies that it lists. */
  readonly copy?: number;
}

/**
 * Handles a click on a link to a source, or to some of its lines. With Alt, it opens to the side.
 */
export function openSource(
  context: PageContext,
  entry: string,
  source: number,
  { lines, copy }: OpenedPart = {},
): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    const beside = event instanceof MouseEvent && event.altKey;
    context.send('openSource', {
      entry,
      source,
      ...(beside ? { beside } : {}),
      ...(lines === undefined ? {} : { lines }),
      ...(copy === undefined ? {} : { copy }),
    });
  };
}

/** Handles a click on a name in the outline around a source. */
export function openOutline(
  context: PageContext,
  entry: string,
  source: number,
  { first, last }: FileLines,
): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    const beside = event instanceof MouseEvent && event.altKey;
    context.send('openOutline', {
      entry,
      source,
      lines: { first, last },
      ...(beside ? { beside } : {}),
    });
  };
}

/** Handles a click on a doubted name that is defined in another place. */
export function openDefinition(
  context: PageContext,
  entry: string,
  at: number,
): (event: Event) => void {
  return (event) => {
    event.preventDefault();
    const beside = event instanceof MouseEvent && event.altKey;
    context.send('openDefinition', { entry, at, ...(beside ? { beside } : {}) });
  };
}
