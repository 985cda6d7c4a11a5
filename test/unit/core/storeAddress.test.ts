import assert from 'node:assert/strict';
import { isFailure } from '../../../src/core/errors.ts';
import { repositoryName } from '../../../src/node/postgres/publication.ts';
import { parseStoreAddress } from '../../../src/core/settings/storeAddress.ts';

describe('the address of a store', () => {
  it('has a user, a database and one or more hosts', () => {
    assert.deepEqual(parseStoreAddress('postgres://ask@db.example.com/code'), {
      user: 'ask',
      database: 'code',
      hosts: [{ host: 'db.example.com', port: 5432 }],
    });
    assert.deepEqual(parseStoreAddress('postgresql://a%40b@one:1,[::1]:2,three/x').hosts, [
      { host: 'one', port: 1 },
      { host: '::1', port: 2 },
      { host: 'three', port: 5432 },
    ]);
    assert.equal(parseStoreAddress('postgresql://a%40b@one/x').user, 'a@b');
  });

  it('is refused with a password, which a list of processes would show', () => {
    assert.throws(
      () => parseStoreAddress('postgres://ask:secret@host/db'),
      (error) =>
        isFailure(error, 'invalid-setting') &&
        error.message.includes('ASK_WORKSPACE_STORE_PASSWORD') &&
        !error.message.includes('secret'),
    );
  });

  it('is refused where it is anything else', () => {
    for (const address of [
      '',
      'db',
      'http://ask@host/db',
      'postgres://host/db',
      'postgres://ask@host',
      'postgres://ask@host:0/db',
      'postgres://ask@host:99999/db',
      'postgres://ask@host,/db',
      'postgres://ask@host/db?sslmode=disable',
      'postgres://a%zz@host/db',
      'postgres://ask@host/d%b',
    ])
      assert.throws(
        () => parseStoreAddress(address),
        (error) => isFailure(error, 'invalid-setting'),
        address,
      );
  });
});

describe('the name of a repository', () => {
  it('is the same for every way to reach it', () => {
    for (const remote of [
      'https://github.com/owner/name.git',
      'https://token@github.com/owner/name',
      'git@github.com:owner/name.git',
      'ssh://git@github.com/owner/name.git',
      'ssh://git@github.com:22/owner/name/',
    ])
      assert.equal(repositoryName(remote), 'github.com/owner/name', remote);
  });
});
