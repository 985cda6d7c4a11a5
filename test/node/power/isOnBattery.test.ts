import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { drawsFromBattery, windowsDischarges } from '../../../src/node/power/isOnBattery.ts';
import { dischargesIn } from '../../../src/node/power/powerSupply.ts';
import { throwAwayFolder } from '../../support/throwAwayFolder.ts';

type Supplies = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** As Linux lays it out: a folder for each supply, with a file for each of its properties. */
async function discharges(supplies: Supplies): Promise<boolean> {
  await using folder = throwAwayFolder('power');
  for (const [name, properties] of Object.entries(supplies)) {
    await mkdir(join(folder.path, name));
    for (const [file, text] of Object.entries(properties))
      await writeFile(join(folder.path, name, file), `${text}\n`);
  }
  return await dischargesIn(folder.path);
}

describe('whether a machine runs on battery', () => {
  const cases: readonly [name: string, supplies: Supplies, onBattery: boolean][] = [
    [
      'a laptop that is unplugged',
      { AC: { type: 'Mains', online: '0' }, BAT0: { type: 'Battery', status: 'Discharging' } },
      true,
    ],
    [
      'a laptop that charges',
      { AC: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Charging' } },
      false,
    ],
    [
      'a laptop whose charger is too weak',
      { ADP1: { type: 'Mains', online: '1' }, BAT0: { type: 'Battery', status: 'Discharging' } },
      false,
    ],
    [
      'a laptop that charges by USB-C',
      {
        AC: { type: 'Mains', online: '0' },
        ucsi: { type: 'USB', online: '1' },
        BAT0: { type: 'Battery', status: 'Discharging' },
      },
      false,
    ],
    [
      'two batteries of which one is spare',
      {
        BAT0: { type: 'Battery', status: 'Unknown' },
        BAT1: { type: 'Battery', status: 'Discharging', scope: 'System' },
      },
      true,
    ],
    [
      'a desktop with a wireless mouse',
      { hidpp: { type: 'Battery', status: 'Discharging', scope: 'Device' } },
      false,
    ],
    ['a desktop', {}, false],
    ['supplies that say nothing', { BAT0: {}, AC: {} }, false],
  ];
  for (const [name, supplies, onBattery] of cases)
    it(`on Linux: ${name}`, async () => {
      assert.equal(await discharges(supplies), onBattery);
    });

  it('on Linux: no such folder', async () => {
    assert.equal(await dischargesIn('/no/such/folder'), false);
  });

  it('on macOS, by the first line of pmset', () => {
    const battery =
      "Now drawing from 'Battery Power'\n" +
      ' -InternalBattery-0 (id=4653155)\t87%; discharging; 4:31 remaining present: true\n';
    assert.equal(drawsFromBattery(battery), true);
    assert.equal(drawsFromBattery(battery.replace('Battery Power', 'AC Power')), false);
    assert.equal(drawsFromBattery(''), false);
  });

  it('on Windows, by the state of every battery', () => {
    assert.equal(windowsDischarges('1\r\n'), true);
    assert.equal(windowsDischarges('2\r\n'), false);
    assert.equal(windowsDischarges('1\r\n6\r\n'), false);
    assert.equal(windowsDischarges(''), false);
    assert.equal(windowsDischarges('access denied'), false);
  });
});
