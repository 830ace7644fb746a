/** Stands in for modules that only Node has. */
export {};
