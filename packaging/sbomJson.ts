import { Enums, Models, SPDX, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import type { ShippedPackage } from './shippedPackages.ts';

/** A file that ships. */
export interface ShippedFile {
  /** Path inside the package, with forward slashes. */
  readonly path: string;
  /** In hexadecimal digits. */
  readonly sha256: string;
}

export interface Contents {
  /** The version of the product. */
  readonly version: string;
  readonly packages: readonly ShippedPackage[];
  readonly files: readonly ShippedFile[];
}

/** The bill of materials in CycloneDX 1.6: packages with licences, files with their sha256. */
export function sbomJson({ version, packages, files }: Contents): string {
  const product = new Models.Component(Enums.ComponentType.Application, 'ask-workspace', {
    version,
    licenses: licences('MIT'),
  });
  const bom = new Models.Bom({ metadata: new Models.Metadata({ component: product }) });
  for (const one of packages)
    bom.components.add(
      new Models.Component(Enums.ComponentType.Library, one.name, {
        version: one.version,
        licenses: licences(one.licence),
        purl: `pkg:npm/${one.name.replace('@', '%40')}@${one.version}`,
      }),
    );
  for (const { path, sha256 } of files)
    bom.components.add(
      new Models.Component(Enums.ComponentType.File, path, {
        hashes: new Models.HashDictionary([[Enums.HashAlgorithm['SHA-256'], sha256]]),
      }),
    );
  const json = new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6);
  return new Serialize.JsonSerializer(json).serialize(bom, { sortLists: true, space: 1 });
}

function licences(stated: string): Models.LicenseRepository {
  if (stated === '') return new Models.LicenseRepository();
  return new Models.LicenseRepository([
    SPDX.isSupportedSpdxId(stated)
      ? new Models.SpdxLicense(stated)
      : new Models.LicenseExpression(stated),
  ]);
}
