// Names in the reader's language; an id the case does not name is shown as it is.
import type { CaseInfo, Lang } from './types';

const language_names: Record<string, [string, string]> = {
  en: ['English', '英文'], zh: ['Chinese', '中文'], 'zh-Hans': ['Chinese (Simplified)', '简体中文'], 'zh-Hant': ['Chinese (Traditional)', '繁体中文'],
};
const other_parties: Record<string, [string, string]> = {
  NARRATOR: ["the report's own words", '报道自身的叙述'], EXPERT: ['an expert', '专家'], MEDIA: ['the media', '媒体'], UNKNOWN: ['unknown', '不明'],
};

export function nameOf(info: CaseInfo, lang: Lang, kind: 'party' | 'issue' | 'option' | 'language', id: string, issue?: string): string {
  const at = lang === 'zh' ? 1 : 0;
  const pick = (name: { en: string; zh: string } | undefined) => (name ? (lang === 'zh' ? name.zh || name.en : name.en || name.zh) : '');
  if (kind === 'language') return language_names[id]?.[at] ?? id;
  if (kind === 'party') {
    if (id.includes(';')) return id.split(';').map((one) => nameOf(info, lang, 'party', one.trim())).join(lang === 'zh' ? '、' : ', ');
    return pick(info.parties.find((party) => party.id === id)?.name) || other_parties[id]?.[at] || id;
  }
  if (kind === 'issue') {
    return pick(info.issues.find((one) => one.id === id)?.name) || id.replace(/^other:/, '').replace(/_/g, ' ');
  }
  const home = issue ? info.issues.filter((one) => one.id === issue) : info.issues;
  for (const one of home) {
    const option = one.options.find((each) => each.id === id);
    if (option) return pick(option.name) || id;
  }
  return id.replace(/_/g, ' ');
}

/** An outlet's name where the case gives one in the reader's language. */
export function outletName(app: { lang: Lang; caseInfo: CaseInfo }, id: string): string {
  const name = app.caseInfo.outlets.find((one) => one.id === id)?.name;
  return (app.lang === 'zh' ? name?.zh : name?.en) || id;
}

/** A party keeps its colour and its letter shape in every view: its place in the case decides. 1 to 12, then round again. */
export const partyNumber = (info: CaseInfo, id: string): number => (Math.max(0, info.parties.findIndex((party) => party.id === id)) % 12) + 1;
