import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Whether a folder laid out like Linux's /sys/class/power_supply shows a machine on battery: one of
 * its batteries discharges, and nothing feeds it. Batteries of devices, such as a mouse, do not
 * count. A folder that is missing or says nothing counts as plugged in.
 */
export async function dischargesIn(folder: string): Promise<boolean> {
  const names = await readdir(folder).catch((): string[] => []);
  const supplies = await Promise.all(
    names.map(async (name) => {
      const entry = (file: string): Promise<string> => read(join(folder, name, file));
      return {
        type: await entry('type'),
        scope: await entry('scope'),
        online: await entry('online'),
        status: await entry('status'),
      };
    }),
  );
  const ofMachine = supplies.filter(({ scope }) => scope !== 'Device');
  const isFed = ofMachine.some(({ type, online }) => type !== 'Battery' && online === '1');
  return (
    !isFed && ofMachine.some(({ type, status }) => type === 'Battery' && status === 'Discharging')
  );
}

async function read(path: string): Promise<string> {
  return readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => '',
  );
}
