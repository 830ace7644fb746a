/** Builds every page into dist/<page>/, writes the survey's service worker, and checks the budgets. */

import { existsSync, readdirSync, rmSync } from 'node:fs';
import { build } from 'vite';
import { checkBudgets } from './budgets.mjs';
import { writeBundle, writeConfig } from './bundle.mjs';
import { measurement } from './measurement.mjs';
import { squeeze, writeServiceWorker } from './service-worker.mjs';

const frontend = new URL('..', import.meta.url);
const source = new URL('src/', frontend);
const dist = new URL('dist/', frontend);
const pages = readdirSync(source).filter((name) => existsSync(new URL(`${name}/index.html`, source)));

/** The survey sends those that it cannot work in to the paper form. */
const OLD_BROWSERS = ['chrome80', 'firefox78', 'safari14'];

// Nothing of an earlier build may get into the list of files.
rmSync(dist, { recursive: true, force: true });
for (const page of pages) {
  await build({
    configFile: new URL('vite.config.ts', frontend).pathname,
    root: new URL(`src/${page}/`, frontend).pathname,
    base: './', // each page is complete below its own address, wherever that is
    logLevel: 'warn',
    plugins: [measurement],
    // Files a script names lie beside its page: shorter than finding them from the script's own address.
    experimental: {
      renderBuiltUrl: (path, { hostType }) =>
        hostType === 'js' ? { runtime: JSON.stringify(`./${path}`) } : { relative: true },
    },
    build: {
      outDir: new URL(`${page}/`, dist).pathname,
      emptyOutDir: true, // it is empty, but lies outside the page's own folder, which Vite would remark on
      target: page === 'paper' ? OLD_BROWSERS : ['chrome109', 'firefox115', 'safari16'],
      assetsInlineLimit: 0,
      rolldownOptions: { checks: { bundlerTimings: false } },
      modulePreload: false, // the page preloads what it needs itself; saves the helper
      manifest: 'manifest.json', // tells the budgets which chunk is needed when
    },
  });
}

writeConfig(dist);
squeeze(new URL('survey/old.js', dist));
writeServiceWorker(new URL('survey/', dist), new URL('src/survey/service-worker.js', frontend));
// The list comes last and only if the budgets hold: where it is, the pages are whole.
if (checkBudgets(dist)) console.log(`bundle SHA-256: ${writeBundle(dist)}`);
else process.exitCode = 1;
