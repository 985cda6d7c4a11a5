import assert from 'node:assert/strict';
import { fileRoles, skipReasons } from '../../../src/core/domain.ts';
import { fileRole, skipReason } from '../../../src/node/catalog/catalogRows.ts';

describe('a row of the catalog', () => {
  it('gives every role and reason back as it was stored', () => {
    for (const role of fileRoles) assert.equal(fileRole(role), role);
    for (const reason of skipReasons) assert.equal(skipReason(reason), reason);
  });

  it('is refused with a role or a reason that does not exist', () => {
    for (const value of ['', 'Source', 'toString', 0, null, undefined]) {
      assert.throws(() => fileRole(value), TypeError);
      assert.throws(() => skipReason(value), TypeError);
    }
  });
});
