import type { Locator } from 'playwright-core';

/** Waits until a field of a page or of a frame has this value. */
export async function hasValue(field: Locator, value: string): Promise<void> {
  const element = await field.elementHandle();
  const frame = await element.ownerFrame();
  await frame?.waitForFunction(
    ({ element, value }) => 'value' in element && element.value === value,
    {
      element,
      value,
    },
  );
}
