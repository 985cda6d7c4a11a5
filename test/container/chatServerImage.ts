import { cp, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { llamaServerProgram } from '../support/servers/buildLlamaServer.ts';
import { throwAwayFolder } from '../support/throwAwayFolder.ts';
import { baseImage, provideBaseImage } from './baseImage.ts';
import type { DockerEngine } from './dockerEngine.ts';

/** The image that media/team/compose.yaml names. */
const chatServerImage = 'ghcr.io/ggml-org/llama.cpp:server';

const isHealthy =
  "fetch('http://127.0.0.1:8080/health').then(({ ok }) => process.exit(ok ? 0 : 1))";

/** With a health check, as the official image has one. */
const dockerfile = `FROM ${baseImage}
COPY llama-server /app
HEALTHCHECK --interval=2s CMD ["node", "-e", "${isHealthy}"]
ENTRYPOINT ["/app/llama-server"]
`;

/**
 * Provides the image of llama.cpp's server. It comes from the registry. If that cannot be reached,
 * the server that the tests compile is put into one under the same name.
 * @returns why there is none; undefined if there is.
 */
export async function provideChatServerImage(engine: DockerEngine): Promise<string | undefined> {
  const docker = (...args: readonly string[]) => engine.docker(...args);
  if ((await docker('image', 'inspect', chatServerImage).catch(() => null)) !== null) return;
  if ((await docker('pull', chatServerImage).catch(() => null)) !== null) return;
  const program = await llamaServerProgram();
  if ('missing' in program) return program.missing;
  await provideBaseImage(engine);
  await using context = throwAwayFolder('chat-image');
  await cp(dirname(program.path), join(context.path, 'llama-server'), { recursive: true });
  await writeFile(join(context.path, 'Dockerfile'), dockerfile);
  await docker('build', '--network=host', '--tag', chatServerImage, context.path);
  return undefined;
}
