import type { SectionProps } from '../sections';
export function View(_: SectionProps) {
  return null;
}
