/** Keeps one core busy until the process is ended, or for two minutes. */
const end = performance.now() + 120_000;
let sum = 0;
while (performance.now() < end) for (let i = 0; i < 1e6; i++) sum += Math.sqrt(i);
console.error(sum);
