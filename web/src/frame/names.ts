// Names in the reader's language; an id the case does not name is shown as it is.
import type { CaseInfo, Lang } from './types';
import issue_names from './issue_names.json';

const language_names: Record<string, [string, string]> = {
  en: ['English', '\u82f1\u6587'], zh: ['Chinese', '\u4e2d\u6587'], 'zh-Hans': ['Chinese (Simplified)', '\u7b80\u4f53\u4e2d\u6587'], 'zh-Hant': ['Chinese (Traditional)', '\u7e41\u4f53\u4e2d\u6587'],
};
const other_parties: Record<string, [string, string]> = {
  NARRATOR: ["the report's own words", '\u62a5\u9053\u81ea\u8eab\u7684\u53d9\u8ff0'], EXPERT: ['an expert', '\u4e13\u5bb6'], MEDIA: ['the media', '\u5a92\u4f53'], UNKNOWN: ['unknown', '\u4e0d\u660e'],
};

export function nameOf(info: CaseInfo, lang: Lang, kind: 'party' | 'issue' | 'option' | 'language', id: string, issue?: string): string {
  const at: 0 | 1 = lang === 'zh' ? 1 : 0;
  const pick = (name: { en: string; zh: string } | undefined) => (name ? (lang === 'zh' ? name.zh || name.en : name.en || name.zh) : '');
  if (kind === 'language') return language_names[id]?.[at] ?? id;
  if (kind === 'party') {
    if (id.includes(';')) return id.split(';').map((one) => nameOf(info, lang, 'party', one.trim())).join(lang === 'zh' ? '\u3001' : ', ');
    return pick(info.parties.find((party) => party.id === id)?.name) || pick(info.parties.find((party) => party.states?.[id])?.states?.[id]) || other_parties[id]?.[at] || pick(info.names?.[id]) || id;
  }
  if (kind === 'issue') {
    return pick(info.issues.find((one) => one.id === id)?.name) || general_issue(id, at);
  }
  const home = issue ? info.issues.filter((one) => one.id === issue) : info.issues;
  for (const one of home) {
    const option = one.options.find((each) => each.id === id);
    if (option) return pick(option.name) || id;
  }
  return id.replace(/_/g, ' ');
}

/** An issue that the codebook knows and the case does not name. */
function general_issue(id: string, at: 0 | 1): string {
  const plain = id.replace(/^other:/, '').replace(/_/g, ' ');
  return (issue_names as Record<string, string>)[plain] && at === 1 ? (issue_names as Record<string, string>)[plain] as string : plain;
}

type Named = { lang: Lang; caseInfo: CaseInfo };

/** A speaker, relay, participant or place in the reader's language, where the codebook has it; else as the report gives it. */
export function calledName(app: Named, name: string): string {
  if (app.lang !== 'zh') return name;
  const one = (part: string): string => app.caseInfo.names?.[part]?.zh || part;
  return app.caseInfo.names?.[name]?.zh || name.split('/').map(one).join('/');
}

/** A chain of those who passed words on. */
export const chainNames = (app: Named, names: string[]): string => names.map((name) => calledName(app, name)).join(' \u2192 ');

/** An outlet's name where the case gives one in the reader's language. */
export function outletName(app: { lang: Lang; caseInfo: CaseInfo }, id: string): string {
  const name = app.caseInfo.outlets.find((one) => one.id === id)?.name;
  return (app.lang === 'zh' ? (name?.zh !== id && name?.zh) || calledName(app, id) : name?.en) || id;
}

/** A party keeps its colour and its letter shape in every view: its place in the case decides. 1 to 12, then round again. */
export const partyNumber = (info: CaseInfo, id: string): number => (Math.max(0, info.parties.findIndex((party) => party.id === id)) % 12) + 1;

/** A state that the case counts within one party stands beside that party's name, never in its stead: "the Europeans (France)". */
export function voiceName(info: CaseInfo, lang: Lang, id: string): string {
  if (id.includes(';')) return id.split(';').map((one) => voiceName(info, lang, one.trim())).join(lang === 'zh' ? '\u3001' : ', ');
  const groups = info.parties.some((party) => party.id === id) ? [] : info.parties.filter((party) => party.includes?.includes(id));
  if (groups.length !== 1) return nameOf(info, lang, 'party', id);
  const group = nameOf(info, lang, 'party', groups[0]?.id ?? id), state = nameOf(info, lang, 'party', id);
  return lang === 'zh' ? `${group}\uff08${state}\uff09` : `${group} (${state})`;
}
