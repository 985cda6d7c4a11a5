import { emptyOutline, gluedCost } from './outline.ts';
import type { Outline } from './outline.ts';
import { isBlank } from '../textLines.ts';

/** A line that only closes what others opened. */
const closing = /^\s*(?:[)\]}]|end\b|fi\b|done\b|esac\b|else\b|elif\b|except\b|catch\b|finally\b)/;
/** `[section]` of an ini, TOML or similar file, a Makefile's target, an unindented `key:` of YAML. */
const heading = /^(?:\[.*\]|[\w./%$(){}-]+:(?!\/\/)(?:\s|$))/;

/** An item of a list, a directive of reStructuredText. */
const listItem = /^\s*(?:[-*+\u2022]|\d+[.)]|\.\.)\s/;

/** What is indented below a line that ends with a colon is what that line announces. */
const costAfterColon = 0.8;

/** Outline of a text of unknown or no syntax: blank lines part it, outer ones before inner ones, and indented lines stay with what they hang on. */
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
    const depth = Math.min(indent, 16) / 16;
    if (closing.test(line)) outline.borderCost[i] = gluedCost / 2;
    else if (indent > previousIndent && afterColon) outline.borderCost[i] = costAfterColon;
    else if (afterBlank) outline.borderCost[i] = 0.4 * depth;
    else if (indent === 0 && heading.test(line)) outline.borderCost[i] = 0.1;
    else if (listItem.test(line)) outline.borderCost[i] = 0.25 + 0.4 * depth;
    else if (indent < previousIndent) outline.borderCost[i] = 0.3 + 0.4 * depth;
    else outline.borderCost[i] = 0.6 + 0.4 * depth + (indent > previousIndent ? 0.4 : 0);
    previousIndent = indent;
    afterColon = /:\s*$/.test(line);
    afterBlank = false;
  });
  return outline;
}
