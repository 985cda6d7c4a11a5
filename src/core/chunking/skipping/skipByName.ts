import { anyOf } from '../../anyOf.ts';
import type { SkipReason } from '../../domain.ts';
import { nameOf } from '../languageOf.ts';

/** Files that package managers write: full names in lower case. */
const lockFiles = new Set([
  'package-lock.json',
  'npm-shrinkwrap.json',
  'yarn.lock',
  'pnpm-lock.yaml',
  'bun.lock',
  'bun.lockb',
  'deno.lock',
  'cargo.lock',
  'poetry.lock',
  'pipfile.lock',
  'uv.lock',
  'pdm.lock',
  'pixi.lock',
  'conda-lock.yml',
  'composer.lock',
  'gemfile.lock',
  'go.sum',
  'go.work.sum',
  'flake.lock',
  'mix.lock',
  'pubspec.lock',
  'podfile.lock',
  'packages.lock.json',
  'gradle.lockfile',
  'package.resolved',
  'cartfile.resolved',
  'rebar.lock',
  'shard.lock',
  'paket.lock',
  '.terraform.lock.hcl',
  'cabal.project.freeze',
  'stack.yaml.lock',
  'module.bazel.lock',
  'chart.lock',
]);

/**
 * Keys, key stores, password files, and `.env` with its variants, except examples that are meant to
 * be shared. A `.key` file may be a presentation or a translation table, so `keyMaterial.ts` looks
 * inside.
 */
const secretName = anyOf(
  /^(?:\.env|\.env\..+|.+\.env)$/i,
  /^id_(?:rsa|dsa|ecdsa|ed25519)(?:_sk)?$/i,
  /^.+\.(?:pem|p12|pfx|jks|keystore|kdbx?|ppk|p8|pkcs12)$/i,
  /^(?:[._]netrc|\.htpasswd|\.pgpass|\.my\.cnf|\.git-credentials|\.dockercfg|\.s3cfg)$/i,
);
const exampleName = /(?:^|[._-])(?:example|sample|template|tmpl|dist|defaults?|schema)(?:[._-]|$)/i;
/**
 * Files that Word, Excel, PowerPoint (`~$`) and LibreOffice (`.~lock.`) keep beside an open
 * document.
 */
const ownerName = /^(?:~\$.+|\.~lock\..+#)$/;
const minifiedName = /[.-]min\.(?:js|mjs|cjs|css|html)$/i;
const generatedName = /\.(?:js|mjs|cjs|css|ts)\.map$/i;

/**
 * Why a file is left out for its name, whatever its content; null for most. `path` has forward
 * slashes.
 */
export function skipByName(path: string): SkipReason | null {
  const name = nameOf(path);
  if (lockFiles.has(name.toLowerCase())) return 'lock-file';
  if (ownerName.test(name)) return 'owner-file';
  if (secretName.test(name) && !exampleName.test(name)) return 'secret';
  if (minifiedName.test(name)) return 'minified';
  return generatedName.test(name) ? 'generated' : null;
}
