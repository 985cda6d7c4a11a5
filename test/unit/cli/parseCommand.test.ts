import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { parseCommand } from '../../../src/cli/parseCommand.ts';
import type { AskCommand, SearchCommand } from '../../../src/cli/parseCommand.ts';
import { UsageError } from '../../../src/cli/usageError.ts';
import { isFailure } from '../../../src/core/errors.ts';

function search(...args: readonly string[]): SearchCommand {
  const command = parseCommand(['search', ...args]);
  assert(command.name === 'search');
  return command;
}

function ask(...args: readonly string[]): AskCommand {
  const command = parseCommand(['ask', ...args]);
  assert(command.name === 'ask');
  return command;
}

function usage(message: string): (error: unknown) => boolean {
  return (error) => error instanceof UsageError && error.message.includes(message);
}

describe('parseCommand', () => {
  it('reads a search with its defaults', () => {
    const command = search('src', 'where?');
    assert.deepEqual(
      [
        command.folder,
        command.asked,
        command.topK,
        command.update,
        command.json,
        command.indexFolder,
      ],
      [resolve('src'), { question: 'where?' }, 10, true, false, undefined],
    );
  });

  it('accepts options before and after the words', () => {
    const command = parseCommand(['--json', 'index', '--index', 'x', 'src']);
    assert(command.name === 'index');
    assert.deepEqual([command.json, command.indexFolder], [true, resolve('x')]);
  });

  it('limits search to ten hits and ask to the number in the setting', () => {
    assert.equal(search('.', 'q').topK, 10);
    assert.equal(ask('.', 'q').topK, 8);
    assert.equal(search('.', 'q', '--set', 'retrieval.topK=3').topK, 3);
    assert.equal(search('.', 'q', '--set', 'retrieval.topK=3', '--top-k', '4').topK, 4);
  });

  it('reads where a folder is published, and for how long unused things are kept', () => {
    const command = parseCommand(['publish', 'src', '--store', 'postgres://a@b/c']);
    assert(command.name === 'publish');
    assert.deepEqual(
      [command.folder, command.store, command.branch, command.keepDays],
      [resolve('src'), 'postgres://a@b/c', undefined, 30],
    );
    assert.throws(() => parseCommand(['publish', 'src']), usage('needs --store'));
    assert.throws(
      () => parseCommand(['publish', 'src', '--store', 'x', '--keep-days', 'ten']),
      usage('--keep-days'),
    );
  });

  it('reads which repository of a store is searched or published', () => {
    for (const words of [
      ['publish', '.'],
      ['search', '.', 'q'],
      ['ask', '.', 'q'],
      ['mcp', '.'],
    ]) {
      const command = parseCommand([...words, '--store', 'postgres://a@b/c', '--repository', 'r']);
      assert('settings' in command);
      assert.equal(command.settings.index.storeRepository, 'r', words[0]);
    }
    assert.equal(search('.', 'q').settings.index.storeRepository, '');
    assert.throws(() => parseCommand(['index', '.', '--repository', 'r']), usage('--repository'));
  });

  it('reads serve on standard input and output, or on a port', () => {
    const port = (...args: readonly string[]): number | null => {
      const command = parseCommand(['mcp', '.', ...args]);
      assert(command.name === 'mcp');
      return command.httpPort;
    };
    assert.equal(port(), null);
    assert.equal(port('--http', '0'), 0);
    for (const wrong of ['', '-1', 'x', '65536'])
      assert.throws(() => port(`--http=${wrong}`), usage('--http'));
    assert.throws(() => search('.', 'q', '--http', '1'), usage('--http'));
  });

  it('accepts a server only for ask', () => {
    const { settings } = ask('.', 'q', '--server', 'http://host:1');
    assert.equal(settings.chatModel.server, 'http://host:1');
    assert.throws(() => search('.', 'q', '--server', 'http://host:1'), usage('--server'));
  });

  it('sets any setting, with and without its prefix', () => {
    const { settings } = ask(
      '.',
      'q',
      '--set',
      'decoding.temperature=0.7',
      '--set',
      'askWorkspace.decoding.strategy=sampling',
      '--set',
      'index.enabled=false',
      '--set',
      'chatModel.path=/a=b.gguf',
    );
    assert.deepEqual(
      [
        settings.decoding.temperature,
        settings.decoding.strategy,
        settings.index.enabled,
        settings.chatModel.path,
      ],
      [0.7, 'sampling', false, '/a=b.gguf'],
    );
  });

  it('resolves --models against the current folder', () => {
    assert.equal(ask('.', 'q', '--models', 'm').settings.models.folder, resolve('m'));
  });

  it('keeps the index as it is with --no-update', () => {
    assert.equal(ask('.', 'q', '--no-update').update, false);
  });

  it('reads the commands that list, download and import models', () => {
    const actionOf = (...args: readonly string[]): unknown => {
      const command = parseCommand(['models', ...args]);
      return command.name === 'models' ? command.action : command;
    };
    assert.deepEqual(actionOf(), { name: 'list' });
    assert.deepEqual(actionOf('download', 'x'), { name: 'download', id: 'x' });
    assert.deepEqual(actionOf('import', 'm.gguf'), { name: 'import', path: resolve('m.gguf') });
    assert.deepEqual(actionOf('import-detector', 'd'), {
      name: 'import-detector',
      path: resolve('d'),
    });
  });

  for (const [args, message] of [
    [['models', 'download'], 'models takes'],
    [['models', 'remove', 'x'], 'models takes'],
    [['models', 'import', 'a', 'b'], 'one argument'],
    [[], 'command is missing'],
    [['find', '.'], 'no command "find"'],
    [['index'], 'needs a FOLDER'],
    [['index', 'a', 'b'], 'one FOLDER'],
    [['search', '.'], 'needs a question'],
    [['ask', '.', '  '], 'needs a question'],
    [['ask', '.', 'two', 'words'], 'in quotes'],
    [['ask', '.', 'q', '--frobnicate'], '--frobnicate'],
    [['index', '.', '--top-k', '3'], 'does not take --top-k'],
    [['ask', '.', '--questions', 'f'], 'does not take --questions'],
    [['search', '.', '--questions', 'f'], 'needs --json'],
    [['search', '.', 'q', '--questions', 'f', '--json'], 'not both'],
    [['index', '.', '--set', 'x'], 'name=value'],
    [['index', '.', '--set', 'no.such=1'], 'no setting askWorkspace.no.such'],
    [['index', '.', '--json=yes'], '--json'],
  ] as const) {
    it(`refuses: ${args.join(' ')}`, () => {
      assert.throws(() => parseCommand(args), usage(message));
    });
  }

  for (const args of [
    ['--set', 'decoding.topP=2'],
    ['--set', 'decoding.topK='],
    ['--set', 'index.enabled=maybe'],
    ['--top-k', '0'],
    ['--top-k', 'ten'],
  ]) {
    it(`refuses a value out of range: ${args.join(' ')}`, () => {
      assert.throws(
        () => ask('.', 'q', ...args),
        (error) => isFailure(error, 'invalid-setting'),
      );
    });
  }
});
