import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fileRole } from '../../../../src/core/chunking/fileRole.ts';
import { languageOf } from '../../../../src/core/chunking/languageOf.ts';
import { parseNotebook } from '../../../../src/core/chunking/notebook.ts';
import { isSaidToBeGenerated } from '../../../../src/core/chunking/skipping/generatedNote.ts';
import { skipByContent } from '../../../../src/core/chunking/skipping/skipByContent.ts';
import { skipByName } from '../../../../src/core/chunking/skipping/skipByName.ts';
import { splitLines } from '../../../../src/core/chunking/textLines.ts';

describe('languageOf', () => {
  it('goes by name, then by extension in any case, then by the first line', () => {
    const cases = {
      'a/b.py': 'python',
      'a/B.TSX': 'typescriptreact',
      'a/Dockerfile': 'dockerfile',
      'Dockerfile.dev': 'dockerfile',
      'a/CMakeLists.txt': 'cmake',
      'requirements-dev.txt': 'pip-requirements',
      'a.d.ts': 'typescript',
      Makefile: 'makefile',
      'dir.py/README': 'plaintext',
      '.gitignore': 'ignore',
      constructor: 'plaintext',
      'x.constructor': 'plaintext',
      __proto__: 'plaintext',
    };
    assert.deepEqual(
      Object.fromEntries(Object.keys(cases).map((path) => [path, languageOf(path)])),
      cases,
    );
  });

  it('reads the interpreter from a first line in its usual forms', () => {
    for (const [line, language] of [
      ['#!/usr/bin/env python3', 'python'],
      ['#! /bin/sh -e', 'shellscript'],
      ['#!/usr/bin/env -S node --no-warnings', 'javascript'],
      ['#!/usr/bin/env A=1 ruby', 'ruby'],
      ['#!/opt/tools/pwsh', 'powershell'],
      ['#!/usr/bin/unknown', 'plaintext'],
      ['# !/bin/sh', 'plaintext'],
    ] as const)
      assert.equal(languageOf('run', line), language, line);
  });
});

describe('fileRole', () => {
  it('distinguishes sources, tests, prose, data and generated text', () => {
    const cases = {
      'src/app.py': 'source',
      'src/testing.py': 'source',
      'xarray/testing/assertions.py': 'source',
      'tests/helpers.py': 'test',
      'pkg/test_app.py': 'test',
      'web/app.test.ts': 'test',
      'app_test.go': 'test',
      'AppTest.java': 'test',
      'Contest.java': 'source',
      'conftest.py': 'test',
      'tests/README.md': 'test',
      'README.md': 'prose',
      'docs/api.rst': 'prose',
      LICENSE: 'prose',
      'shared-mime-spec.pdf': 'prose',
      'package.json': 'data',
      'config.yaml': 'data',
      'a/__snapshots__/a.snap': 'generated',
      'api_pb2.py': 'generated',
      'lib/gate.freezed.dart': 'generated',
      'src/schema.generated.ts': 'generated',
      'api/zz_generated.deepcopy.go': 'generated',
      'src/regenerated.ts': 'source',
      Makefile: 'source',
      Justfile: 'source',
      'query.sql': 'source',
      'App/GateUITests/Open.swift': 'test',
      'Acme.UnitTests/Gate.cs': 'test',
      'app/src/androidTest/kotlin/Gate.kt': 'test',
      'integration_test/gate.dart': 'test',
      'internal/testutil/gate.go': 'test',
      'http-testing-support/src/main/Gate.kt': 'test',
      'packages/acme_test-utils/gate.ts': 'test',
      'contest_support/gate.py': 'source',
      'Contests/Gate.cs': 'source',
      'latest/gate.go': 'source',
      'src/attest/gate.go': 'source',
      'Gate.Tests.ps1': 'test',
      'gate_unittest.cc': 'test',
      'GateTest.cpp': 'test',
      'GateSpec.hs': 'test',
      'gate_SUITE.erl': 'test',
      'GateSuite.scala': 'test',
      't/gate.t': 'test',
      'gate.cy.ts': 'test',
      'gate.feature': 'test',
      'src/tests.rs': 'test',
      'test.js': 'test',
      'packages/a/test.ts': 'test',
      'test.c': 'test',
      'tools/tests.cpp': 'test',
      'lib/test.js': 'source',
      'src/test.cc': 'source',
      'packages/a/src/test.rb': 'source',
      'TestGate.java': 'test',
      'Testament.java': 'source',
      'README.zh-CN': 'prose',
      'LICENSE.APACHE': 'prose',
      'readme_parser.zzz': 'source',
      'guide.typ': 'prose',
      'notes.qmd': 'prose',
      'messages.xliff': 'data',
      CODEOWNERS: 'data',
    };
    assert.deepEqual(
      Object.fromEntries(
        Object.keys(cases).map((path) => [path, fileRole(path, languageOf(path))]),
      ),
      cases,
    );
  });
});

describe('skipByName', () => {
  it('skips lock files, secrets, minified and generated files, and nothing else', () => {
    const cases = {
      'a/yarn.lock': 'lock-file',
      'Cargo.lock': 'lock-file',
      'go.sum': 'lock-file',
      'clock.py': null,
      '.env': 'secret',
      'a/.env.local': 'secret',
      'prod.env': 'secret',
      '.env.example': null,
      '.env.sample.local': null,
      id_rsa: 'secret',
      'id_rsa.pub': null,
      'server.key': null,
      'cert.pem': 'secret',
      'keyboard.py': null,
      'jquery.min.js': 'minified',
      'admin.js': null,
      'app.js.map': 'generated',
      'site.map': null,
      '.envrc': null,
      'docs/~$lease.docx': 'owner-file',
      '~$budget.xlsx': 'owner-file',
      '.~lock.lease.odt#': 'owner-file',
      '~notes.md': null,
      '$lease.docx': null,
    };
    assert.deepEqual(
      Object.fromEntries(Object.keys(cases).map((path) => [path, skipByName(path)])),
      cases,
    );
  });
});

describe('skipByContent', () => {
  const longLine = 'a{b:c}'.repeat(2000);

  it('recognises minified code by the share of very long lines', () => {
    assert.equal(skipByContent(['/* licence */', longLine], 'css'), 'minified');
    assert.equal(skipByContent([longLine], 'markdown'), null);
    assert.equal(
      skipByContent(
        Array.from({ length: 9 }, () => `<p>${'words '.repeat(150)}</p>`),
        'html',
      ),
      null,
    );
    assert.equal(skipByContent(['short', 'x'.repeat(4000)], 'javascript'), null);
    assert.equal(
      skipByContent(
        [longLine, ...Array.from({ length: 500 }, () => 'const value = compute(other, 12345);')],
        'javascript',
      ),
      null,
    );
  });

  it('skips generated text that is marked as such in a comment at the top', () => {
    for (const note of [
      '// Code generated by protoc-gen-go. DO NOT EDIT.',
      '# @generated by tool',
      '/* This file was automatically generated, do not edit. */',
      '// <auto-generated>',
      '/* DO NOT EDIT: generated from x. */',
    ]) {
      assert.equal(skipByContent(['', note, 'code'], 'go'), 'generated', note);
    }
    for (const line of [
      '# Do not edit the version here.',
      'const note = "@generated";',
      '# Generates code',
      '# Edit this file, then run make.',
    ])
      assert.equal(skipByContent([line], 'python'), null, line);
    assert.equal(
      skipByContent([...Array.from({ length: 50 }, () => 'x = 1'), '# @generated'], 'python'),
      null,
    );
  });

  it('ranks a file lower for a remark that it was generated, but keeps it', () => {
    for (const note of [
      '# This file was generated using a script. Do not edit manually.',
      '# This file is autogenerated by pip-compile',
      '/* Automatically generated from the grammar. */',
    ]) {
      assert.equal(skipByContent([note], 'python'), null, note);
      assert.ok(isSaidToBeGenerated([note], 'python'), note);
    }
    for (const [language, ...note] of [
      ['java', '// Generated from Expr.g4 by ANTLR 4.9'],
      ['kotlin', '// Generated by Dagger (https://dagger.dev).'],
      ['swift', '// swiftlint:disable all', '// Generated using SwiftGen'],
      ['c', '/* A Bison parser, made by GNU Bison 3.8.2.  */'],
      ['c', '/*', ' * WARNING: do not edit!', ' * Generated by Makefile from x.h.in', ' */'],
      ['haskell', '-- This file has been generated from package.yaml by hpack version 0.34.'],
      ['ocaml', '(* Auto-generated by Menhir *)'],
      ['fortran', '! This file was automatically generated by SWIG'],
      ['java', '// 이 파일은 자동으로 생성되었습니다. 수정하지 마세요.'],
      ['python', '# このファイルは自動生成されました。編集しないでください。'],
      ['javascript', '// 此文件由工具自动生成，请勿修改。'],
      ['csharp', '// Dieser Code wurde von einem Tool generiert.'],
      ['php', '<?php', '// Ce fichier a été généré automatiquement.'],
      ['java', '// Этот файл сгенерирован автоматически.'],
    ] as const)
      assert.ok(isSaidToBeGenerated(note, language), note.join('\n'));
    for (const [language, ...note] of [
      ['javascript', '// 自动生成订单号'],
      ['java', '// 주문 번호를 자동으로 생성한다'],
      ['python', 'import x', '', '# Generated by Hibernate, so it may be null'],
      ['go', '// Generated files are written by this package.'],
    ] as const)
      assert.ok(!isSaidToBeGenerated(note, language), note.join('\n'));
    for (const line of [
      '# The changelog is automatically generated by a tool.',
      '# Do not edit the version here.',
      '// The generated key is stored here.',
    ])
      assert.ok(!isSaidToBeGenerated([line], 'python'), line);
  });
});

describe('skipByContent of keys', () => {
  it('skips a PGP key, which secretlint does not know', () => {
    assert.equal(
      skipByContent(
        [['-----BEGIN PGP PRIVATE', 'KEY BLOCK-----'].join(' '), '', 'lQOYBF'],
        'asciidoc',
      ),
      'secret',
    );
  });
});

describe('splitLines', () => {
  it('ends lines where an editor does: at CRLF, LF and a lone CR, and nowhere else', () => {
    assert.deepEqual(splitLines('a\r\nb\nc\rd\r\r\ne\u2028f\u0085g\u000ch\n'), [
      'a',
      'b',
      'c',
      'd',
      '',
      'e\u2028f\u0085g\u000ch',
      '',
    ]);
  });

  it('keeps every character except line ends', () => {
    fc.assert(
      fc.property(
        fc
          .array(fc.constantFrom('a', '\r', '\n', '\r\n', '\u2028', ' '))
          .map((parts) => parts.join('')),
        (text) => {
          assert.equal(splitLines(text).join('\n'), text.replace(/\r\n|\r/g, '\n'));
        },
      ),
    );
  });
});

describe('parseNotebook', () => {
  it('reads versions 4 and 3, sources as text or as lines', () => {
    const four = parseNotebook(
      '{"cells":[{"cell_type":"code","source":["a\\n' +
        '","b"]},{"cell_type":"markdown","source":"# ' +
        'T"}],"metadata":{"kernelspec":{"language":"R"}}}',
    );
    assert.deepEqual(four, {
      language: 'r',
      cells: [
        { cell: 1, kind: 'code', source: 'a\nb' },
        { cell: 2, kind: 'markdown', source: '# T' },
      ],
    });
    const three = parseNotebook('{"worksheets":[{"cells":[{"cell_type":"code","input":"a"}]}]}');
    assert.deepEqual(three, {
      language: 'python',
      cells: [{ cell: 1, kind: 'code', source: 'a' }],
    });
  });

  it('accepts nothing else as a notebook', () => {
    for (const text of [
      '',
      '[]',
      'null',
      '{}',
      '{"cells":[1]}',
      '{"cells":{}}',
      '{"cells":[{"cell_type":"code","source":1}]}',
    ])
      assert.equal(parseNotebook(text), null, text);
  });
});
