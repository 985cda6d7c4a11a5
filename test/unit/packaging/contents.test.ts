import assert from 'node:assert/strict';
import { noticesText } from '../../../packaging/noticesText.ts';
import { sbomJson } from '../../../packaging/sbomJson.ts';

const packages = [
  { name: '@scope/one', version: '1.2.3', licence: 'MIT', texts: ['Copyright One'] },
  { name: 'two', version: '2.0.0', licence: '(MIT OR Apache-2.0)', texts: [] },
];

interface Bom {
  readonly bomFormat: string;
  readonly metadata: { readonly component: { readonly version: string } };
  readonly components: readonly {
    readonly type: string;
    readonly name: string;
    readonly purl?: string;
    readonly licenses?: readonly unknown[];
    readonly hashes?: readonly { readonly alg: string; readonly content: string }[];
  }[];
}

describe('sbomJson', () => {
  const sha256 = 'ab'.repeat(32);
  const bom = JSON.parse(
    sbomJson({ version: '9.8.7', packages, files: [{ path: 'dist/a.js', sha256 }] }),
  ) as Bom;
  const named = (name: string): Bom['components'][number] =>
    bom.components.find((one) => one.name === name) ?? assert.fail(`${name} is missing`);

  it('is CycloneDX for this version of the product', () => {
    assert.equal(bom.bomFormat, 'CycloneDX');
    assert.equal(bom.metadata.component.version, '9.8.7');
  });

  it('gives each package its address in the registry and its licence', () => {
    assert.equal(named('@scope/one').purl, 'pkg:npm/%40scope/one@1.2.3');
    assert.deepEqual(named('@scope/one').licenses, [{ license: { id: 'MIT' } }]);
    assert.deepEqual(named('two').licenses, [{ expression: '(MIT OR Apache-2.0)' }]);
  });

  it('gives each file its sha256', () => {
    assert.deepEqual(named('dist/a.js').hashes, [{ alg: 'SHA-256', content: sha256 }]);
  });
});

describe('noticesText', () => {
  it('names every package with its licence and the texts that come with it', () => {
    const text = noticesText(packages);
    assert.match(text, /@scope\/one 1\.2\.3\n\nLicence: MIT\n\nCopyright One\n/);
    assert.match(text, /two 2\.0\.0\n\nLicence: \(MIT OR Apache-2\.0\)\n/);
  });
});
