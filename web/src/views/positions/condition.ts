// A condition of the case language in words: `security_guarantees >= article5_like_limited` with the names of the case.
// Pure; what it does not know it leaves as it stands. Linear in the text.
import type { CaseInfo, Lang } from '../../frame/types';
import { nameOf } from '../../frame/names';

const operators: Record<string, [string, string]> = {
  '=>': ['then', '\u5219'], '>=': ['at least', '\u4e0d\u4f4e\u4e8e'], '<=': ['at most', '\u4e0d\u9ad8\u4e8e'], '!=': ['other than', '\u4e0d\u4e3a'], '=': ['is', '\u4e3a'], '==': ['is', '\u4e3a'], '>': ['beyond', '\u9ad8\u4e8e'], '<': ['short of', '\u4f4e\u4e8e'],
  and: ['and', '\u4e14'], or: ['or', '\u6216'], not: ['not', '\u975e'], in: ['one of', '\u4e3a\u5176\u4e2d\u4e4b\u4e00'],
};
const token = /=>|>=|<=|!=|==|[=<>]|[A-Za-z_][A-Za-z0-9_:.-]*|[0-9]+|[()[\],]|\S/g;

export function conditionWords(info: CaseInfo, lang: Lang, condition: string): string {
  const zh = lang === 'zh';
  let issue: string | undefined;
  const parts: string[] = [];
  for (const [text] of condition.matchAll(token)) {
    const operator = operators[text];
    const found = info.issues.find((one) => one.id === text);
    if (operator) parts.push(operator[zh ? 1 : 0]);
    else if (found) { issue = text; parts.push(nameOf(info, lang, 'issue', text)); }
    else if (issue && info.issues.find((one) => one.id === issue)?.options.some((one) => one.id === text)) {
      const name = nameOf(info, lang, 'option', text, issue);
      parts.push(zh ? `\u201c${name}\u201d` : `\u201c${name}\u201d`);
    } else parts.push(text);
  }
  const joined = zh ? parts.join('') : parts.join(' ');
  return joined.replace(/ ?([,\])]) ?/g, '$1 ').replace(/([[(]) /g, '$1').replace(/\[([^\]]*)\]/g, '$1').replace(/ {2,}/g, ' ').trim();
}
