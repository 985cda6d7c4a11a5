import assert from 'node:assert/strict';
import { chatHtml } from '../../../src/vscode/chat/chatHtml.ts';

const files = { script: 'main.js', style: 'main.css', cspSource: 'vscode-resource:' };

describe('the HTML of the chat page', () => {
  it('has its texts as data that no text can end', () => {
    const bundle = { Retry: '</script><script>alert(1)</script>', Stop: '<!-- <script' };
    const html = chatHtml(files, 'once', { language: 'ko', bundle });
    const [, data = ''] =
      /<script type="application\/json" id="texts">(.*?)<\/script>/.exec(html) ?? [];
    assert.deepEqual(JSON.parse(data), bundle);
    assert.equal(html.match(/<script/g)?.length, 2);
    assert.match(html, /<html lang="ko">/);
  });
});
