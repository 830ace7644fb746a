/** Filled in by scripts/service-worker.mjs. */
declare const __FILES__: string[];
declare const __VERSION__: string;
