import type { ShippedPackage } from './shippedPackages.ts';

const rule = '-'.repeat(80);

/** THIRD-PARTY-NOTICES: every package that ships, its licence, and the texts that accompany it. */
export function noticesText(packages: readonly ShippedPackage[]): string {
  const entries = packages.map(({ name, version, licence, texts }) =>
    [`${name} ${version}`, `Licence: ${licence}`, ...texts].join('\n\n'),
  );
  return [
    'Ask Workspace contains the packages below. The binaries of node-llama-cpp are built from',
    'llama.cpp (MIT), those of hnswlib-node from hnswlib (Apache-2.0).',
    '',
    ...entries.flatMap((entry) => [rule, entry, '']),
  ].join('\n');
}
