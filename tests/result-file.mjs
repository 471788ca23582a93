/** Writes jest's result as JSON to the file that JEST_RESULT_FILE names, whatever the command line says. */
import { writeFileSync } from 'node:fs';

export default class ResultFile {
  onRunComplete(_contexts, { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites }) {
    const result = { numPassedTests, numFailedTests, numPendingTests, numRuntimeErrorTestSuites };
    writeFileSync(process.env.JEST_RESULT_FILE, `${JSON.stringify(result)}\n`);
  }
}
