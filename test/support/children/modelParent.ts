import { ModelProcess, manySources, requestFor } from '../models/modelProcess.ts';

/**
 * An editor that is about to be killed. It asks a slow model and reports to its own parent when
 * reading has begun.
 */
const [modelPath = ''] = process.argv.slice(2);
const model = new ModelProcess();
await model.ask(modelPath, requestFor('Anyone?', { sources: manySources }), {
  onEvent: (event) => {
    if (event.type === 'reading' && event.readTokens > 0) process.send?.('reading');
  },
});
