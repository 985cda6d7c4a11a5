import { availableParallelism } from 'node:os';
import { getLlama, LlamaLogLevel, NoBinaryFoundError } from 'node-llama-cpp';
import type { Llama } from 'node-llama-cpp';
import { Failure } from '../../core/errors.ts';
import { wording } from '../../core/texts/wording.ts';

/** llama.cpp as this process runs it, and its latest errors. */
export interface LlamaRuntime {
  readonly llama: Llama;
  /** Physical cores that this process may use; more threads make llama.cpp slower, never faster. */
  readonly cores: number;
  /** Writes one line to the log. */
  readonly log: (line: string) => void;
  /** Returns and clears what llama.cpp has logged as errors since the last call. */
  takeErrors(): string;
}

/**
 * Starts llama.cpp from its prebuilt binary: never compiled, never on a graphics card. Apple
 * silicon has no package without Metal, so there it is given no layers (`gpuLayers: 0` where models
 * are loaded).
 * @param log receives llama.cpp's warnings and errors, one line each.
 * @throws Failure `unsupported-platform` if no binary runs.
 */
export async function startLlama(log: (line: string) => void): Promise<LlamaRuntime> {
  const isAppleSilicon = process.platform === 'darwin' && process.arch === 'arm64';
  const errors: string[] = [];
  try {
    const llama = await getLlama({
      gpu: isAppleSilicon ? 'metal' : false,
      build: 'never',
      skipDownload: true,
      progressLogs: false,
      maxThreads: 0,
      logLevel: LlamaLogLevel.warn,
      logger: (level, message) => {
        const line = message.trimEnd();
        if (line === '') return;
        if (level === LlamaLogLevel.error || level === LlamaLogLevel.fatal) errors.push(line);
        log(`llama.cpp: ${line}`);
      },
    });
    return {
      log,
      llama,
      cores: Math.max(1, Math.min(llama.cpuMathCores, availableParallelism())),
      takeErrors: () => errors.splice(0).join('; '),
    };
  } catch (cause) {
    if (!(cause instanceof NoBinaryFoundError)) throw cause;
    throw new Failure(
      'unsupported-platform',
      wording(
        'llama.cpp has no binary that runs on {platform} here (Linux needs glibc 2.34 or newer).',
        { platform: `${process.platform}-${process.arch}` },
      ),
      { cause },
    );
  }
}
