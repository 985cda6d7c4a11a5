import assert from 'node:assert/strict';
import { namedServers } from '../../../src/core/settings/namedServers.ts';

function servers(server: string, embeddingServer: string, store: string): readonly string[] {
  return namedServers({ chatModel: { server }, index: { embeddingServer, store } });
}

describe('the servers that the settings name', () => {
  it('are none by default', () => {
    assert.deepEqual(servers('', '', ''), []);
  });

  it('are each named once, by host and port', () => {
    assert.deepEqual(
      servers(
        'http://one:8080/v1',
        'http://one:8080/v1/embeddings',
        'postgres://ask@db:5433,other/code',
      ),
      ['one:8080', 'db:5433, other:5432'],
    );
  });

  it('are without what is no address, for that gets nothing', () => {
    assert.deepEqual(servers('one two', 'http://', 'db'), []);
  });
});
