import assert from 'node:assert/strict';
import {
  bytes,
  bytesOf,
  duration,
  percent,
  shortTime,
  sourceName,
  sourcePath,
  symbolName,
} from '../../../webview/format.ts';
import { source } from '../../webview/sampleChats.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

describe('format', () => {
  it('writes sizes in decimal units', () => {
    assert.deepEqual(
      [0, 900, 22_972_370, 999_499, 4_081_004_224].map((count) => plain(bytes(count))),
      ['0 KB', '1 KB', '23 MB', '1000 KB', '4.1 GB'],
    );
    assert.equal(plain(bytesOf(1_230_000_000, 4_081_004_224)), '1.2 GB of 4.1 GB');
    assert.equal(plain(bytesOf(11_000_000, 22_972_370)), '11 MB of 23 MB');
  });

  it('writes durations as people say them', () => {
    assert.deepEqual(
      [0.2, 14.4, 89, 90, 3600, 5000].map((seconds) => plain(duration(seconds))),
      ['1 s', '14 s', '89 s', '2 min', '1 h', '1 h 23 min'],
    );
    assert.equal(plain(shortTime(140)), '0.14 s');
  });

  it('says 100 % only when everything is done', () => {
    assert.deepEqual(
      [percent(0, 0), percent(999, 1000), percent(1000, 1000), percent(-1, 10)].map(plain),
      ['0 %', '99 %', '100 %', '0 %'],
    );
  });

  it('names the last part of a symbol or heading path', () => {
    assert.deepEqual(
      [
        'Session.mount',
        'mount',
        'Guide > Install',
        'Changes > Version 2.0.1 (new)',
        'A.B > c.d',
        'S.close, S.mount',
        '',
      ].map(symbolName),
      ['mount', 'mount', 'Install', 'Version 2.0.1 (new)', 'd', 'close, mount', ''],
    );
  });

  it('names sources by file, page and cell', () => {
    assert.equal(
      sourceName(source(1, { path: 'src/app.py', range: '3-9', symbol: '', language: 'python' })),
      'app.py:3-9',
    );
    assert.equal(
      sourceName(source(1, { path: 'guide.pdf', range: 'p. 3', symbol: '', language: 'pdf' })),
      'guide.pdf p. 3',
    );
    assert.equal(
      sourcePath(
        source(1, { path: 'src/flask/app.py', range: '3-9', symbol: '', language: 'python' }),
      ),
      'src/flask/app.py:3-9',
    );
    assert.equal(
      sourcePath(source(1, { path: 'nb.ipynb', range: 'cell 2', symbol: '', language: 'ipynb' })),
      'nb.ipynb cell 2',
    );
  });
});
