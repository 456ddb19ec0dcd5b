// A citation in the reader's language: words, speaker, chain, outlet, date, place in the report.
import { calledName, outletName } from './names';
import type { App, Rec } from './types';

export function citation(app: Pick<App, 'lang' | 't' | 'name' | 'caseInfo'>, record: Rec): string {
  const zh = app.lang === 'zh';
  const words = record.words ?? record.text;
  const party = record.speaker_party && record.speaker_party !== 'NARRATOR' ? app.name('party', record.speaker_party) : '';
  const who = record.speaker_party === 'NARRATOR' ? app.t('narrated') : `${calledName(app, record.speaker)}${party ? (zh ? `\uff08${party}\uff09` : ` (${party})`) : ''}`;
  const chain = (record.relays ?? []).map((one) => `${app.t('told_by')} ${calledName(app, one)}`);
  const where = `${record.outlet ? outletName(app, record.outlet) : record.doc}${zh ? '\uff0c' : ', '}${record.said_on ?? record.date ?? app.t('undated')}`;
  const place = `${record.doc} ${record.char_start}-${record.char_end}`;
  const quoted = zh ? `\u201c${words}\u201d` : `\u201c${words}\u201d`;
  return `${quoted} ${[who, ...chain].join(zh ? '\uff0c' : ', ')}${zh ? '\uff0c' : ', '}${where} [${place}]`;
}
