const elf = 0x7f454c46;
const machO = 0xcffaedfe;
const peOffsetAt = 0x3c;

/** Machine numbers in the headers of the three formats. */
const elfMachines = new Map([
  [62, 'linux-x64'],
  [183, 'linux-arm64'],
]);
const machOProcessors = new Map([
  [0x01000007, 'darwin-x64'],
  [0x0100000c, 'darwin-arm64'],
]);
const peMachines = new Map([
  [0x8664, 'win32-x64'],
  [0xaa64, 'win32-arm64'],
]);

/**
 * The platform that a program or library runs on, from its header (ELF, Mach-O or PE); undefined if
 * it is none of these.
 */
export function binaryFormat(bytes: Buffer): string | undefined {
  if (bytes.length < 64) return undefined;
  if (bytes.readUInt32BE(0) === elf) return elfMachines.get(bytes.readUInt16LE(18));
  if (bytes.readUInt32BE(0) === machO) return machOProcessors.get(bytes.readUInt32LE(4));
  if (bytes.toString('latin1', 0, 2) !== 'MZ') return undefined;
  return peMachines.get(bytes.readUInt16LE(bytes.readUInt32LE(peOffsetAt) + 4));
}
