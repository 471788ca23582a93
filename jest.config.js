/** Unit tests lie beside the code; tests/ holds those that need real servers, a browser or stored histories. */
export default {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      { jsc: { target: 'es2022', parser: { syntax: 'typescript' } }, module: { type: 'es6' } },
    ],
  },
  testMatch: ['**/*.test.ts'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.jalon/', '<rootDir>/admin-ui/dist/'],
  // Two cores; tests with servers start their own processes beside jest.
  maxWorkers: 2,
  testTimeout: 120_000,
  globalSetup: './tests/stack/global-setup.ts',
  globalTeardown: './tests/stack/global-teardown.ts',
  // `.ci/run` counts from the result; see there.
  reporters: ['default', ...(process.env.JEST_RESULT_FILE ? ['<rootDir>/tests/result-file.mjs'] : [])],
};
