import { copyFile, cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from '../support/runProgram.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import type { DockerEngine } from './dockerEngine.ts';

/** The image that media/container/Dockerfile starts from. */
export const baseImage = 'node:24-bookworm-slim';

/** Like the official image, but with this machine's certificates. */
const dockerfile = `FROM scratch
ADD base.tar /
COPY node /usr/local/bin/node
COPY npm /usr/local/lib/node_modules/npm
COPY ca-certificates.crt /etc/ssl/certs/ca-certificates.crt
RUN ln -s ../lib/node_modules/npm/bin/npm-cli.js /usr/local/bin/npm \\
 && ln -s ../lib/node_modules/npm/bin/npx-cli.js /usr/local/bin/npx \\
 && groupadd -g 1000 node && useradd -m -u 1000 -g 1000 node
ENV NODE_EXTRA_CA_CERTS=/etc/ssl/certs/ca-certificates.crt
`;

/**
 * Provides the base image. It comes from the registry. If that cannot be reached, mmdebstrap builds
 * it from Debian's packages and npm's Node, under the same name.
 * @throws Error if neither way works.
 */
export async function provideBaseImage(engine: DockerEngine): Promise<void> {
  const docker = (...args: readonly string[]) => engine.docker(...args);
  const isThere = await docker('image', 'inspect', baseImage).catch(() => null);
  if (isThere !== null) return;
  if ((await docker('pull', baseImage).catch(() => null)) !== null) return;
  await using context = throwAwayFolder('base');
  const tar = join(context.path, 'base.tar');
  await mustRun('mmdebstrap', [
    '--quiet',
    '--variant=minbase',
    '--include=ca-certificates',
    'bookworm',
    tar,
  ]);
  await copyFile(process.execPath, join(context.path, 'node'));
  await copyFile('/etc/ssl/certs/ca-certificates.crt', join(context.path, 'ca-certificates.crt'));
  const installed = join(context.path, 'installed');
  await mkdir(installed);
  await mustRun('npm', ['install', '--prefix', installed, '--loglevel=error', 'npm@11'], {
    cwd: installed,
    env: { ...process.env, npm_config_local_prefix: installed },
  });
  await cp(join(installed, 'node_modules/npm'), join(context.path, 'npm'), { recursive: true });
  await writeFile(join(context.path, 'Dockerfile'), dockerfile);
  await docker('build', '--network=host', '--tag', baseImage, context.path);
}
