import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { mustRun } from '../support/runProgram.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import type { DockerEngine } from './dockerEngine.ts';

/** The image that media/team/compose.yaml names. */
export const postgresImage = 'pgvector/pgvector:pg18';

/** Debian's PostgreSQL: its user has the id of the official image's. */
const dockerfile = `FROM scratch
ADD base.tar /
RUN usermod -o -u 999 postgres && mkdir -p /run/postgresql && chown postgres /run/postgresql
COPY entrypoint.sh /
ENV PATH=/usr/lib/postgresql/17/bin:/usr/bin:/bin:/usr/sbin:/sbin \\
    PGDATA=/var/lib/postgresql/18/docker POSTGRES_USER=postgres
VOLUME /var/lib/postgresql
ENTRYPOINT ["/entrypoint.sh"]
`;

/**
 * Provides the image of PostgreSQL with pgvector. It comes from the registry. If that cannot be
 * reached, mmdebstrap builds one from Debian's packages, of PostgreSQL 17, under the same name.
 * @throws Error if neither way works.
 */
export async function providePostgresImage(engine: DockerEngine): Promise<void> {
  const docker = (...args: readonly string[]) => engine.docker(...args);
  if ((await docker('image', 'inspect', postgresImage).catch(() => null)) !== null) return;
  if ((await docker('pull', postgresImage).catch(() => null)) !== null) return;
  await using context = throwAwayFolder('postgres-image');
  const packages = '--include=postgresql-17,postgresql-17-pgvector';
  const base = join(context.path, 'base.tar');
  await mustRun('mmdebstrap', ['--quiet', '--variant=minbase', packages, 'trixie', base]);
  await copyFile(
    join(import.meta.dirname, 'postgresEntrypoint.sh'),
    join(context.path, 'entrypoint.sh'),
  );
  await writeFile(join(context.path, 'Dockerfile'), dockerfile);
  await docker('build', '--network=host', '--tag', postgresImage, context.path);
}
