import assert from 'node:assert/strict';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { BatteryRest } from '../../../src/process/batteryRest.ts';

/** A machine that can be unplugged, and how often it was asked and a rest ended. */
class Machine {
  onBattery = true;
  asked = 0;
  ends = 0;
  readonly ended = Promise.withResolvers<undefined>();
  readonly rest: BatteryRest;

  constructor(everyMs?: number) {
    this.rest = new BatteryRest({
      isOnBattery: () => {
        this.asked++;
        return Promise.resolve(this.onBattery);
      },
      onEnd: () => {
        this.ends++;
        this.ended.resolve(undefined);
      },
      ...(everyMs === undefined ? {} : { everyMs }),
    });
  }
}

describe('BatteryRest', () => {
  it('allows embedding with mains power, and asks rarely', async () => {
    const machine = new Machine();
    machine.onBattery = false;
    for (let i = 0; i < 100; i++) assert.equal(await machine.rest.mayEmbed(), true);
    assert.deepEqual([machine.asked, machine.ends], [1, 0]);
  });

  it('refuses on battery, and says when the machine is plugged in again', async () => {
    const machine = new Machine(5);
    assert.equal(await machine.rest.mayEmbed(), false);
    machine.onBattery = false;
    await machine.ended.promise;
    assert.equal(await machine.rest.mayEmbed(), true);
    assert.equal(machine.ends, 1);
  });

  it('allows it when the user asks, until the machine was plugged in', async () => {
    const machine = new Machine(0);
    assert.equal(await machine.rest.mayEmbed(), false);
    machine.rest.overrule();
    assert.equal(machine.ends, 1);
    assert.equal(await machine.rest.mayEmbed(), true);
    machine.onBattery = false;
    assert.equal(await machine.rest.mayEmbed(), true);
    machine.onBattery = true;
    assert.equal(await machine.rest.mayEmbed(), false);
    machine.rest.overrule();
  });

  it('ends when the setting is turned off', async () => {
    const machine = new Machine();
    assert.equal(await machine.rest.mayEmbed(), false);
    machine.rest.isWanted = false;
    assert.equal(machine.ends, 1);
    assert.equal(await machine.rest.mayEmbed(), true);
  });

  it('announces no end of a rest that nothing waited for', async () => {
    const machine = new Machine();
    machine.rest.overrule();
    machine.rest.isWanted = false;
    await nextTurn();
    assert.equal(machine.ends, 0);
  });
});
