import * as v from 'valibot';

/** The platforms that have a package, as the extension gallery names them. */
export const targets = [
  'linux-x64',
  'linux-arm64',
  'darwin-x64',
  'darwin-arm64',
  'win32-x64',
] as const;

/** A platform and its processor. */
export type Target = (typeof targets)[number];

const known = v.picklist(targets, `packages exist only for ${targets.join(', ')}`);

/** @throws v.ValiError naming the known targets. */
export function parseTarget(text: string): Target {
  return v.parse(known, text);
}

/**
 * The machine that this runs on.
 * @throws v.ValiError if there is no package for it.
 */
export function ownTarget(): Target {
  return parseTarget(`${process.platform}-${process.arch}`);
}

/** What npm and onnxruntime call the two parts of a target. */
export function platformOf(target: Target): { readonly os: string; readonly cpu: string } {
  const [os = '', cpu = ''] = target.split('-');
  return { os, cpu };
}

/**
 * The package with llama.cpp's binaries for the CPU, below `@node-llama-cpp`. The only one for
 * Apple silicon can also use Metal.
 */
export const llamaPackages: Readonly<Record<Target, string>> = {
  'linux-x64': 'linux-x64',
  'linux-arm64': 'linux-arm64',
  'darwin-x64': 'mac-x64',
  'darwin-arm64': 'mac-arm64-metal',
  'win32-x64': 'win-x64',
};
