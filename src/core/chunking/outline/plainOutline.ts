import { emptyOutline, gluedCost } from './outline.ts';
import type { Outline } from './outline.ts';
import { isBlank } from '../textLines.ts';

/** A line that only closes what others opened. */
const closing = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b|else\b|elif\b|except\b|catch\b|finally\b)/;
/**
 * `[section]` of an ini, TOML or similar file, a Makefile's target, an unindented `key:` of YAML.
 */
const heading = /^(?:\[.*\]|[\w./%$(){}-]+:(?!\/\/)(?:\s|$))/;

/** An item of a list, a directive of reStructuredText. */
const listItem = /^\s*(?:[-*+\u2022]|\d+[.)]|\.\.)\s/;

/**
 * What a border before each kind of line costs. The order is what counts: a text is best cut after
 * a blank line, and worst before a line that only closes something. The figures are a judgement,
 * spread between 0 (ideal) and 1 (avoided at the price of one more chunk).
 */
const costs = {
  afterBlank: 0,
  heading: 0.1,
  listItem: 0.25,
  /** A line further out than the one before it begins something else. */
  outdent: 0.3,
  any: 0.6,
  /** What is indented below a line that ends with a colon is what that line announces. */
  afterColon: 0.8,
  /** The line stays with what it closes, unless the text has no other place to cut. */
  closing: gluedCost / 2,
} as const;

/** Added for a line that is indented below the one before it: it hangs on that one. */
const indentCost = 0.4;

/** Added in full for the deepest line: inner borders cost more than outer ones of their kind. */
const depthCost = 0.4;

/**
 * Columns from which a line counts as deepest: four levels of four blanks, which few texts exceed.
 */
const deepestIndent = 16;

/**
 * Outline of a text of unknown or no syntax: blank lines part it, outer ones before inner ones, and
 * indented lines stay with what they hang on.
 */
export function plainOutline(lines: readonly string[]): Outline {
  const outline = emptyOutline(lines.length, 0);
  let previousIndent = 0;
  let afterBlank = true;
  let afterColon = false;
  lines.forEach((line, i) => {
    if (isBlank(line)) {
      afterBlank = true;
      return;
    }
    const indent = line.search(/\S/);
    const inner = depthCost * (Math.min(indent, deepestIndent) / deepestIndent);
    if (closing.test(line)) outline.borderCost[i] = costs.closing;
    else if (indent > previousIndent && afterColon) outline.borderCost[i] = costs.afterColon;
    else if (afterBlank) outline.borderCost[i] = costs.afterBlank + inner;
    else if (indent === 0 && heading.test(line)) outline.borderCost[i] = costs.heading;
    else if (listItem.test(line)) outline.borderCost[i] = costs.listItem + inner;
    else if (indent < previousIndent) outline.borderCost[i] = costs.outdent + inner;
    else outline.borderCost[i] = costs.any + inner + (indent > previousIndent ? indentCost : 0);
    previousIndent = indent;
    afterColon = /:\s*$/.test(line);
    afterBlank = false;
  });
  return outline;
}
