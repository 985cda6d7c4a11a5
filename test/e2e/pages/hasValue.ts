import type { Locator } from 'playwright-core';

/** Waits until a field of a page or of a frame has this value. */
export async function hasValue(field: Locator, value: string): Promise<void> {
  const handle = await field.elementHandle();
  const frame = await handle.ownerFrame();
  await frame?.waitForFunction('([field, value]) => field.value === value', [handle, value]);
}
