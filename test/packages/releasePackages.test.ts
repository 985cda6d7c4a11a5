import { buildExtension, packRelease, vsixPath } from '../../packaging/packVsix.ts';
import { targets } from '../../packaging/targets.ts';
import { checkVsix } from '../support/vsixChecks.ts';

describe('The package for every platform, made on one machine', () => {
  before(buildExtension);

  for (const target of targets) {
    describe(target, () => {
      before(async function () {
        const { withoutHnsw } = await packRelease(target);
        if (withoutHnsw !== undefined) {
          console.log(`skipped: ${withoutHnsw}`);
          this.skip();
        }
      });
      checkVsix(target, () => vsixPath(target));
    });
  }
});
