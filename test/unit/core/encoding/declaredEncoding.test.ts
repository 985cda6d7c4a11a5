import assert from 'node:assert/strict';
import { declaredEncoding } from '../../../../src/core/encoding/declaredEncoding.ts';
import { encodingLabel, encodingNamed } from '../../../../src/core/encoding/encodingNames.ts';

describe('the encoding that a file declares', () => {
  for (const [what, text, encoding] of [
    ['PEP 263', '#!/usr/bin/python\n# -*- coding: euc-kr -*-\n', 'euckr'],
    ['a magic comment of Ruby', '# encoding: Shift_JIS\nputs 1\n', 'shiftjis'],
    ['an Emacs line in C', '/* -*- mode: c; coding: euc-jp-unix -*- */\n', 'eucjp'],
    ['a Vim line', '" vim: set fileencoding=cp1251 :\n', 'windows1251'],
    ['a Vim line in short', '# vim: ts=4 fenc=gbk\n', 'gbk'],
    ['HTML', '<html><head><meta charset="gb2312"><title>x</title>', 'gb2312'],
    [
      'HTML before version 5',
      '<META http-equiv="Content-Type" content="text/html; charset=big5">',
      'cp950',
    ],
    ['XML', '<?xml version="1.0" encoding="windows-1251"?>\n<a/>', 'windows1251'],
    ['CSS', '@charset "ISO-8859-15";\na {}', 'iso885915'],
    ['gettext', 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=KOI8-R\\n"\n', 'koi8r'],
    ['LaTeX', '\\documentclass{a}\n\\usepackage[latin1]{inputenc}\n', 'iso88591'],
  ] as const)
    it(`is read in the form of ${what}`, () => {
      assert.equal(declaredEncoding(text, text), encoding);
    });

  it('is found in the last lines for Emacs and Vim', () => {
    const code = 'x = 1;\n'.repeat(1000);
    for (const end of [
      '// Local Variables:\n// coding: euc-kr\n// End:\n',
      '// vim: set fileencoding=euc-kr:\n',
    ])
      assert.equal(declaredEncoding(code, code.slice(-500) + end), 'euckr', end);
  });

  it('is null if a text only mentions one, or names an unknown one', () => {
    for (const text of [
      'encoding = "euc-kr"\n',
      'a\nb\n# -*- coding: euc-kr -*-\n',
      'The page says charset=gbk.\n',
      '# -*- coding: klingon -*-\n',
      '',
    ])
      assert.equal(declaredEncoding(text, text), undefined, text);
  });
});

describe('names of encodings', () => {
  it("are VS Code's, whatever the alias", () => {
    for (const [name, id] of [
      ['UTF-8', 'utf8'],
      ['utf8', 'utf8'],
      ['CP949', 'euckr'],
      ['ks_c_5601-1987', 'euckr'],
      ['Windows-31J', 'shiftjis'],
      ['x-sjis', 'shiftjis'],
      ['cp936', 'gbk'],
      ['windows-1251', 'windows1251'],
      ['ISO-8859-1', 'iso88591'],
      ['constructor', undefined],
    ] as const)
      assert.equal(encodingNamed(name), id, name);
    assert.equal(encodingLabel('euckr'), 'EUC-KR');
    assert.equal(encodingLabel('unheardof'), 'unheardof');
  });
});
