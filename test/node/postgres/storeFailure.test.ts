import assert from 'node:assert/strict';
import { DatabaseError } from 'pg';
import { storeFailure } from '../../../src/node/postgres/storeFailure.ts';

const host = 'db.example.com:5432';

/** What the server says with a code of its own. */
function said(code: string, message = 'No.'): DatabaseError {
  return Object.assign(new DatabaseError(message, message.length, 'error'), { code });
}

describe('the failure of a store', () => {
  for (const [what, error, reason, step] of [
    ['no connection', new Error('connect ECONNREFUSED'), 'store-unreachable', /index\.store/],
    ['a shutdown', said('57P01'), 'store-unreachable', /index\.store/],
    ['a wrong password', said('28P01'), 'store-refused', /ASK_WORKSPACE_STORE_PASSWORD/],
    ['a missing right', said('42501'), 'store-refused', /administrator/],
    ['anything else', said('42P01'), 'store-unusable', /cannot be used/],
  ] as const)
    it(`after ${what} names the store, its reason and the next step`, () => {
      const failure = storeFailure(error, host);
      assert.equal(failure.reason, reason);
      assert.match(failure.message, step);
      assert(failure.message.includes(host));
    });

  it('after a certificate that is not trusted names the variable for its authority', () => {
    const error = Object.assign(new Error('self-signed certificate'), {
      code: 'DEPTH_ZERO_SELF_SIGNED_CERT',
    });
    assert.match(storeFailure(error, host).message, /self-signed.*NODE_EXTRA_CA_CERTS/);
  });

  it('shows little of what a server says, and nothing that drives a terminal', () => {
    const { message } = storeFailure(said('XX000', `a\n\u001b[2J\u202e${'b'.repeat(9999)}`), host);
    for (const unsafe of ['\n', '\u001b', '\u202e']) assert(!message.includes(unsafe));
    assert(message.length < 500);
  });
});
