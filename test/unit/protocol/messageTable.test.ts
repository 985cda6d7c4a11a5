import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import {
  StreamMessageReader,
  StreamMessageWriter,
  createMessageConnection,
} from 'vscode-jsonrpc/node';
import type { MessageConnection } from 'vscode-jsonrpc/node';
import { Failure, isFailure } from '../../../src/core/errors.ts';
import { MessageTable } from '../../../src/protocol/messageTable.ts';
import { translated, useLanguage } from '../../../src/core/texts/translate.ts';
import { wording } from '../../../src/core/texts/wording.ts';

interface Requests {
  double(params: { value: number }): number;
  version(): string;
}
interface Notifications {
  readonly moved: { readonly to: string };
  readonly closed: undefined;
}

const table = new MessageTable<Requests, Notifications>('sample');

describe('MessageTable', () => {
  let here: MessageConnection;
  let there: MessageConnection;

  beforeEach(() => {
    const [up, down] = [new PassThrough(), new PassThrough()];
    here = createMessageConnection(new StreamMessageReader(down), new StreamMessageWriter(up));
    there = createMessageConnection(new StreamMessageReader(up), new StreamMessageWriter(down));
    here.listen();
    there.listen();
  });

  afterEach(() => {
    here.dispose();
    there.dispose();
  });

  it('answers requests with and without parameters', async () => {
    table.serve(there, { double: ({ value }) => 2 * value, version: () => '1' });
    assert.equal(await table.call(here, 'double', { value: 21 }), 42);
    assert.equal(await table.call(here, 'version', undefined), '1');
  });

  it('returns a failure of the handler with its reason', async () => {
    table.serve(there, {
      double: () => {
        throw new Failure('folder-missing', wording('gone'));
      },
      version: () => '1',
    });
    await assert.rejects(table.call(here, 'double', { value: 1 }), (error) =>
      isFailure(error, 'folder-missing'),
    );
  });

  it('returns a failure in words that this side can translate', async () => {
    table.serve(there, {
      double: () => {
        const why = wording('it is empty');
        throw new Failure('model-corrupt', wording('{file} is damaged: {why}', { file: 'a', why }));
      },
      version: () => '1',
    });
    useLanguage('ko', { '{file} is damaged: {why}': '{why}: {file}', 'it is empty': '비어 있음' });
    try {
      await assert.rejects(table.call(here, 'double', { value: 1 }), (error) => {
        assert.ok(isFailure(error));
        assert.equal(error.message, 'a is damaged: it is empty');
        assert.equal(translated(error.wording), '비어 있음: a');
        return true;
      });
    } finally {
      useLanguage('en', {});
    }
  });

  it('delivers notifications with and without parameters, in order', async () => {
    const heard: string[] = [];
    const closed = new Promise<void>((resolve) => {
      table.listen(there, {
        moved: ({ to }) => {
          heard.push(to);
        },
        closed: () => {
          resolve();
        },
      });
    });
    await table.notify(here, 'moved', { to: 'a' });
    await table.notify(here, 'moved', { to: 'b' });
    await table.notify(here, 'closed');
    await closed;
    assert.deepEqual(heard, ['a', 'b']);
  });

  it('does not compile without a handler, with an unknown name or with wrong parameters', () => {
    const unused = (): void => {
      // @ts-expect-error -- no handler for `version`
      table.serve(there, { double: ({ value }) => value });
      // @ts-expect-error -- no handler for `closed`
      table.listen(there, { moved: () => undefined });
      // @ts-expect-error -- not in the table
      void table.call(here, 'triple', { value: 1 });
      // @ts-expect-error -- parameters of the wrong type
      void table.notify(here, 'moved', { to: 1 });
      // @ts-expect-error -- parameters are missing
      void table.notify(here, 'moved');
    };
    assert.equal(typeof unused, 'function');
  });
});
