import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The API that `vite dev` talks to; a built page always talks to its own origin. */
const api = process.env.JALON_API ?? 'http://127.0.0.1:8080';

export default defineConfig({
  base: '/admin/',
  plugins: [react()],
  build: { outDir: 'dist', emptyOutDir: true, chunkSizeWarningLimit: 1200 },
  server: {
    host: '127.0.0.1',
    // The server compares the Origin header with its own address: the proxy speaks in its name.
    proxy: { '/api': { target: api, changeOrigin: true, headers: { origin: api } } },
  },
});
