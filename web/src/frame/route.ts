// The address holds the state: #/view?shared and own parameters. Pure functions; the unit tests are test/route.test.ts.
import type { Lang, Shared } from './types';

export const shared_keys = ['as_of', 'since', 'languages', 'outlets', 'without_outlets', 'provenance', 'min_confidence'] as const;
const frame_keys = ['lang', 'ev', 'evt'] as const;

export interface Route {
  view: string;
  lang: Lang | '';
  shared: Shared;
  params: Record<string, string>;
  /** Records in the evidence drawer and its title. */
  evidence: string[];
  evidenceTitle: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/;
const allowed: Partial<Record<string, RegExp>> = {
  as_of: day, since: day, provenance: /^(first_hand|relayed)$/, min_confidence: /^([1-9]?\d|100)$/, lang: /^(en|zh)$/,
};

/** A value the address may hold but that makes no sense is dropped, not sent on. */
const usable = (key: string, value: string): boolean => value !== '' && value.length <= 4000 && (allowed[key]?.test(value) ?? true);

export function parse(hash: string): Route {
  const body = hash.replace(/^#\/?/, '');
  const mark = body.indexOf('?');
  const view = mark < 0 ? body : body.slice(0, mark);
  const route: Route = { view, lang: '', shared: {}, params: {}, evidence: [], evidenceTitle: '' };
  for (const [key, value] of new URLSearchParams(mark < 0 ? '' : body.slice(mark + 1))) {
    if (!usable(key, value)) continue;
    if (key === 'lang') route.lang = value as Lang;
    else if (key === 'ev') route.evidence = value.split(',').filter(Boolean);
    else if (key === 'evt') route.evidenceTitle = value;
    else if ((shared_keys as readonly string[]).includes(key)) route.shared[key as keyof Shared] = value;
    else route.params[key] = value;
  }
  return route;
}

export function format(route: Route): string {
  const query = new URLSearchParams();
  for (const key of shared_keys) if (route.shared[key]) query.set(key, route.shared[key] as string);
  for (const key of Object.keys(route.params).sort()) {
    const value = route.params[key];
    if (value && !(frame_keys as readonly string[]).includes(key)) query.set(key, value);
  }
  if (route.lang) query.set('lang', route.lang);
  if (route.evidence.length) query.set('ev', route.evidence.join(','));
  if (route.evidenceTitle) query.set('evt', route.evidenceTitle);
  const text = query.toString().replace(/%2C/g, ',').replace(/%3A/g, ':');
  return `#/${route.view}${text ? `?${text}` : ''}`;
}

/** A list in one value: items parted by commas, a comma within an item (an outlet's name) written %2C. */
export const listOf = (text: string | undefined): string[] => (text ?? '').split(',').filter(Boolean).map((one) => one.replace(/%2C/g, ',').replace(/%25/g, '%'));
export const listText = (items: readonly string[]): string => items.map((one) => one.replace(/%/g, '%25').replace(/,/g, '%2C')).join(',');

/** The query of the API: shared part and language. An outlet is a parameter of its own, however it is spelt. */
export function apiQuery(shared: Shared, lang: Lang): string {
  const query = new URLSearchParams();
  for (const key of shared_keys) {
    if (key === 'outlets' || key === 'without_outlets') for (const one of listOf(shared[key])) query.append(key, one);
    else if (shared[key]) query.set(key, shared[key] as string);
  }
  query.set('lang', lang);
  return query.toString();
}
