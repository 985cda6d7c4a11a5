import { emptyOutline, gluedCost } from './outline.ts';
import type { Outline } from './outline.ts';
import { isBlank } from '../textLines.ts';

/** A line that only closes what earlier lines opened. */
const closing = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b|else\b|elif\b|except\b|catch\b|finally\b)/;
/**
 * `[section]` of an ini, TOML or similar file, a Makefile's target, an unindented `key:` of YAML.
 */
const heading = /^(?:\[.*\]|[\w./%$(){}-]+:(?!\/\/)(?:\s|$))/;

/** A list item, or a directive of reStructuredText. */
const listItem = /^\s*(?:[-*+\u2022]|\d+[.)]|\.\.)\s/;

/**
 * Cost of a border before each kind of line. Only their order matters: a text is best cut after a
 * blank line, and worst before a line that only closes something. The figures are estimates between
 * 0 (ideal) and 1 (avoiding it is worth one more chunk).
 */
const costs = {
  afterBlank: 0,
  heading: 0.1,
  listItem: 0.25,
  /** A line with less indentation than the one before it begins something else. */
  outdent: 0.3,
  any: 0.6,
  /** Indented text after a line that ends with a colon belongs to that line. */
  afterColon: 0.8,
  /** A closing line stays with what it closes, unless there is no other place to cut. */
  closing: gluedCost / 2,
} as const;

/**
 * Added for a line with more indentation than the one before it, because it depends on that line.
 */
const indentCost = 0.4;

/**
 * Added in proportion to depth, in full at `deepestIndent`: inner borders cost more than outer
 * ones.
 */
const depthCost = 0.4;

/** Indentation that counts as deepest: four levels of four spaces, which few texts exceed. */
const deepestIndent = 16;

/**
 * Outline of a text without a known syntax. It is cut at blank lines, outer ones before inner ones;
 * indented lines stay with the line they depend on.
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
