/**
 * An end of the selection. In an answer, it is given by the words before it, since drawing may
 * replace the words' nodes; elsewhere, by its node.
 */
interface End {
  readonly answer: Element | null;
  readonly node: Node;
  readonly offset: number;
}

/**
 * Draws, and preserves the reader's selection in an answer, even if the answer has ended and is
 * drawn in other pieces.
 */
export function keepSelection(draw: () => void): void {
  const selection = getSelection();
  const { anchorNode, focusNode } = selection ?? { anchorNode: null, focusNode: null };
  if (selection === null || selection.isCollapsed || anchorNode === null || focusNode === null) {
    draw();
    return;
  }
  const anchor = toEnd(anchorNode, selection.anchorOffset);
  const focus = toEnd(focusNode, selection.focusOffset);
  draw();
  if (anchor.answer === null && focus.answer === null) return;
  const [from, to] = [toPoint(anchor), toPoint(focus)];
  if (from === null || to === null) return;
  selection.setBaseAndExtent(from.node, from.offset, to.node, to.offset);
}

function toEnd(node: Node, offset: number): End {
  const element = node instanceof Element ? node : node.parentElement;
  const answer = element?.closest('.answer') ?? null;
  if (answer === null) return { answer, node, offset };
  const before = document.createRange();
  before.setStart(answer, 0);
  before.setEnd(node, offset);
  let length = 0;
  for (const text of words(answer)) {
    if (before.comparePoint(text, text.length) <= 0 && text !== node) length += text.length;
    else return { answer, node, offset: length + (text === node ? offset : 0) };
  }
  return { answer, node, offset: length };
}

/** @returns where the end is after drawing; null if its container is gone. */
function toPoint({ answer, node, offset }: End): { node: Node; offset: number } | null {
  if (answer === null) {
    const length = node instanceof Text ? node.length : node.childNodes.length;
    return node.isConnected ? { node, offset: Math.min(offset, length) } : null;
  }
  let left = offset;
  let last: Text | null = null;
  for (const text of words(answer)) {
    if (left <= text.length) return { node: text, offset: left };
    left -= text.length;
    last = text;
  }
  return last === null ? null : { node: last, offset: last.length };
}

/**
 * The text nodes of an answer's own words, without chips, text for screen readers and white space
 * between blocks.
 */
function* words(answer: Element): Generator<Text> {
  const walker = document.createTreeWalker(answer, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement?.closest('.chip, .visually-hidden, vscode-button') === null &&
    node.parentElement.closest('p, h3, pre, li, th, td') !== null
      ? NodeFilter.FILTER_ACCEPT
      : NodeFilter.FILTER_REJECT,
  );
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
    if (node instanceof Text) yield node;
}
