import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { OpenedChat } from './openChat.ts';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const options = {
  resultTypes: ['violations'],
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  // Off in axe by default: a control's name must contain the words on it, or a user who says them
  // to the computer is not understood.
  rules: { 'label-content-name-mismatch': { enabled: true } },
};

/**
 * What axe finds wrong on the page, including contrast.
 * @returns a line for each rule and element.
 */
export async function violations({ page }: OpenedChat): Promise<readonly string[]> {
  await page.evaluate(`if (!('axe' in window)) { ${axe} }`);
  return page.evaluate(
    `axe.run(document, ${JSON.stringify(options)}).then(({ violations }) => ` +
      'violations.flatMap(({ id, nodes }) => nodes.map((node) => ' +
      "id + ': ' + node.html + ' ' + " +
      "node.any.concat(node.all).map((check) => check.message).join(' '))))",
  );
}
