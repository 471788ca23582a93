// Typesets beside the event loop: a compile is one synchronous native call. Plain JavaScript, because a worker's file
// is loaded by Node itself, from the sources as from dist/.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler';

const { workspace, fontFiles } = workerData;
const compiler = NodeCompiler.create({
  workspace,
  fontArgs: [{ fontBlobs: fontFiles.map((file) => readFileSync(file)) }],
});

function typeset({ template, inputs, madeAtSeconds }) {
  const compiled = compiler.compile({ mainFilePath: template, inputs });
  if (!compiled.result) throw new Error(JSON.stringify(compiled.takeDiagnostics()?.shortDiagnostics ?? 'no document'));
  return compiler.pdf(compiled.result, { pdfStandard: 'a-2b', creationTimestamp: madeAtSeconds });
}

parentPort.on('message', ({ number, ...job }) => {
  try {
    parentPort.postMessage({ number, pdf: typeset(job) });
  } catch (error) {
    parentPort.postMessage({ number, fault: error instanceof Error ? error.message : String(error) });
  } finally {
    // What was memoised for this report serves no other; without this every report stays in memory.
    compiler.evictCache(0);
  }
});
