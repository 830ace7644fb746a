import { minify } from 'terser';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  resolve: { alias: { 'preact/jsx-runtime': new URL('src/shared/jsx.ts', import.meta.url).pathname } },
  plugins: [
    {
      name: 'plain-import',
      // Our later chunks bring no style and need no preloading: import() itself is enough.
      transform: {
        filter: { id: /vite\/preload-helper/ },
        handler: () => 'export const __vitePreload = (load) => load();',
      },
    },
    {
      name: 'no-fallback',
      // HPKE imports Node's crypto where a browser has none. The page has said so before it comes to that.
      transform: {
        filter: { code: /await import\("crypto"\)/ },
        handler: (code) => code.replaceAll('await import("crypto")', '{}'),
      },
    },
    {
      name: 'smaller',
      apply: 'build',
      // Before the bundler's own minifier, which leaves two hundred bytes of the first script that this one finds.
      renderChunk: {
        order: 'post',
        handler: async (code) => {
          const smaller = await minify(code, { module: true, ecma: 2020, compress: { passes: 3 } });
          return { code: smaller.code ?? code, map: null };
        },
      },
    },
  ],
  test: { include: ['tests/**/*.test.{ts,tsx}'] },
});
