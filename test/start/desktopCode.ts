import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startGroup } from '../support/processGroup.ts';
import { mustRun } from '../support/runProgram.ts';
import type { RunningCode } from './runningCode.ts';

/** The oldest VS Code that runs the extension (`engines.vscode`), as [major, minor]. */
const oldest = [1, 111] as const;

/**
 * Whether a desktop VS Code can be used: `code` is on the PATH and new enough, and there is a
 * display.
 * @returns its version, or the reason why it cannot be used.
 */
export async function findDesktopCode(
  environment = process.env,
): Promise<{ version: string } | { reason: string }> {
  // In the terminal of a remote window, `code` only passes messages to that window.
  if ((environment['VSCODE_IPC_HOOK_CLI'] ?? '') !== '')
    return { reason: 'this is a terminal of a remote VS Code' };
  const hasDisplay =
    process.platform !== 'linux' ||
    [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((value) => (value ?? '') !== '');
  if (!hasDisplay) return { reason: 'there is no display' };
  const shown = await promisify(execFile)('code', ['--version'], {
    env: environment,
    shell: process.platform === 'win32',
  }).catch(() => undefined);
  if (shown === undefined) return { reason: 'there is no `code` on the PATH' };
  const [version = ''] = shown.stdout.split('\n');
  return isNewEnough(version)
    ? { version: version.trim() }
    : { reason: `\`code\` on the PATH is ${version.trim()}, older than ${oldest.join('.')}` };
}

/**
 * Installs the extension into folders below `root` and opens a window that uses no other folders.
 */
export async function openDesktopCode(
  root: string,
  vsix: string,
  folder: string,
  settings: Readonly<Record<string, unknown>>,
): Promise<RunningCode> {
  const data = join(root, 'data');
  await mkdir(join(data, 'User'), { recursive: true });
  await writeFile(join(data, 'User', 'settings.json'), JSON.stringify(settings, null, 2));
  const own = ['--user-data-dir', data, '--extensions-dir', join(root, 'extensions')];
  const shell = process.platform === 'win32';
  await mustRun('code', [...own, '--install-extension', vsix], { shell });
  const command = startGroup(
    'code',
    [...own, '--disable-workspace-trust', '--new-window', '--wait', folder],
    { stdio: 'inherit', shell },
  );
  return {
    ended: command.ended,
    stop: async () => {
      // The command only waits for the window; VS Code itself writes its process id to its data
      // folder.
      const pid = Number(await readFile(join(data, 'code.lock'), 'utf8').catch(() => ''));
      if (pid > 0) process.kill(pid, 'SIGTERM');
      await command.stop();
    },
  };
}

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
}
