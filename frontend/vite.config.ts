import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  // HPKE falls back to Node's crypto where a browser has none; ours always has, so nothing is bundled for it.
  resolve: { alias: { crypto: new URL('src/shared/nothing.ts', import.meta.url).pathname } },
  plugins: [
    {
      name: 'plain-import',
      // Our later chunks bring no style and need no preloading: import() itself is enough.
      transform: {
        filter: { id: /vite\/preload-helper/ },
        handler: () => 'export const __vitePreload = (load) => load();',
      },
    },
  ],
  test: { include: ['tests/**/*.test.{ts,tsx}'] },
});
