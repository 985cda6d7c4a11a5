import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { dischargesIn } from './powerSupply.ts';

const run = promisify(execFile);

/** A program that takes longer has no answer. */
const limitMs = 10_000;

/**
 * Whether this machine runs on battery now. A desktop, and a platform that does not say, count as
 * plugged in. `ASK_WORKSPACE_POWER_SUPPLY` names a folder that is read instead on any platform; it
 * is laid out like /sys/class/power_supply.
 */
export async function isOnBattery(): Promise<boolean> {
  const folder = process.env['ASK_WORKSPACE_POWER_SUPPLY'];
  if (folder !== undefined) return dischargesIn(folder);
  switch (process.platform) {
    case 'linux':
      return dischargesIn('/sys/class/power_supply');
    case 'darwin':
      return drawsFromBattery(await output('/usr/bin/pmset', '-g', 'batt'));
    case 'win32':
      return windowsDischarges(await output(powerShell(), ...batteryQuery));
    default:
      return false;
  }
}

/** @param text what macOS's `pmset -g batt` prints; its first line names the source. */
export function drawsFromBattery(text: string): boolean {
  return /^Now drawing from '(?:Battery|UPS) Power'/m.test(text);
}

const batteryQuery = [
  '-NoProfile',
  '-NonInteractive',
  '-Command',
  '(Get-CimInstance -ClassName Win32_Battery).BatteryStatus',
] as const;

/**
 * @param text the `BatteryStatus` of each battery, a line each: 1, 4 and 5 are discharging, low and
 * critical (Win32_Battery in Microsoft's reference); all others have mains power.
 */
export function windowsDischarges(text: string): boolean {
  const statuses = text.split(/\s+/).filter((status) => status !== '');
  return statuses.length > 0 && statuses.every((status) => /^[145]$/.test(status));
}

/** By its full path: Windows would otherwise look in the current folder first. */
function powerShell(): string {
  const windows = process.env['SystemRoot'] ?? 'C:\\Windows';
  return join(windows, 'System32', 'WindowsPowerShell', 'v1.0', 'powershell.exe');
}

/** Empty if the program is missing, fails or hangs. */
async function output(program: string, ...args: readonly string[]): Promise<string> {
  return run(program, args, { timeout: limitMs, windowsHide: true }).then(
    ({ stdout }) => stdout,
    () => '',
  );
}
