// The words of the frame in both languages, side by side so that a missing one is a type error. Views keep their own tables.
import type { Lang } from './types';

const table = {
  workbench: ['Workbench', '工作台'],
  stated: ['Publicly stated positions', '公开表态'],
  skip: ['Skip to content', '跳到正文'],
  views: ['Views', '视图'],
  group_today: ['Now', '目前'],
  group_positions: ['Positions', '立场'],
  group_settlement: ['Settlement', '方案'],
  group_after: ['After signing', '签署之后'],
  group_write: ['Write and check', '成稿与核查'],
  as_of: ['As of', '截至'],
  since: ['Compare with', '对照日期'],
  latest: ['latest report', '最新报道'],
  no_diff: ['no comparison', '不对照'],
  clear: ['Clear', '清除'],
  filters: ['Filters', '筛选'],
  filters_on: ['Filters: {n} on', '筛选：已用 {n} 项'],
  clear_filters: ['Clear all filters', '清除全部筛选'],
  languages: ['Language', '语言'],
  outlets: ['Outlet', '媒体'],
  hand: ['Known through', '来源'],
  hand_all: ['any', '不限'],
  hand_first: ['the party itself', '当事方本身'],
  hand_relayed: ['another party', '他方转述'],
  confidence: ['Confidence at least', '可信度不低于'],
  reports_n: ['{n} reports', '{n} 篇报道'],
  records_n: ['{n} records', '{n} 条记录'],
  evidence: ['Evidence', '依据'],
  evidence_empty: ['Choose any mark, cell or number: the words it rests on stay here.', '点选任一标记、单元格或数字，所依据的原话会留在这里。'],
  evidence_none: ['No record stands behind this.', '此处没有记录作依据。'],
  evidence_gone: ['{n} of the records named in the address are not in this case, or the filters leave them out.', '地址中有 {n} 条记录不在本案中，或被筛选排除。'],
  close: ['Close', '关闭'],
  close_evidence: ['Close the evidence', '收起依据'],
  said_by: ['Said by', '说话者'],
  told_by: ['told by', '转述者'],
  first_hand: ['first hand', '第一手'],
  relayed: ['relayed', '转述'],
  narrated: ["the report's own words", '报道自身的叙述'],
  undated: ['undated', '无日期'],
  open_report: ['Open in the report', '在报道中查看'],
  copy_citation: ['Copy as citation', '复制引文'],
  copied: ['Citation copied.', '引文已复制。'],
  copy_failed: ['The browser did not allow copying; the citation is selected, copy it by hand.', '浏览器不允许复制；引文已选中，请手动复制。'],
  why: ['Why is this read so?', '为何这样读？'],
  rule: ['Rule', '规则'], kind_confidence: ['Confidence', '可信度'], use_speaker: ['speaker', '说话者'], use_cue: ['cue', '提示词'], use_hedge: ['hedge', '语气'], use_issue: ['issue', '议题'], use_negation: ['negation', '否定'], use_relay: ['relay', '转述'], use_stance: ['stance', '态度'],
  decisions: ['Decisions', '人工决定'],
  rests: ['Rests on it', '以此为据'],
  copies: ['The same words elsewhere', '别处的同一段话'],
  rejected: ['rejected by review', '审阅已驳回'],
  accepted: ['accepted by review', '审阅已确认'],
  changed: ['changed by review', '审阅已修改'],
  condition: ['On condition', '条件'],
  confidence_is: ['confidence {n} of 100', '可信度 {n}/100'],
  undo: ['Undo', '撤销'],
  undone: ['Undone: decision {n}.', '已撤销第 {n} 项决定。'],
  nothing_to_undo: ['Nothing to undo.', '没有可撤销的操作。'],
  saved: ['Saved: decision {n}.', '已保存：第 {n} 项决定。'],
  edits_here: ['{n} edits since this page was opened', '本页打开后有 {n} 次修改'],
  offline: ['Offline: nothing leaves this machine', '离线：数据不出本机'],
  unread: ['{n} reports could not be read', '{n} 篇报道未能读取'],
  command: ['Find or do', '查找与操作'],
  command_hint: ['View, party, issue, date or words of a report; pinyin works', '视图、当事方、议题、日期或报道原文，可用拼音'],
  command_none: ['Nothing found for “{q}” among views, parties, issues, dates and actions. Press Enter to search the reports.', '在视图、当事方、议题、日期与操作中未找到“{q}”。按回车在报道中搜索。'],
  command_results: ['{n} results', '{n} 项结果'],
  search_reports: ['Search the reports for “{q}”', '在报道中搜索“{q}”'],
  kind_view: ['view', '视图'], kind_party: ['party', '当事方'], kind_issue: ['issue', '议题'], kind_date: ['date', '日期'],
  kind_action: ['action', '操作'], kind_report: ['report', '报道'],
  action_print: ['Print this view', '打印此视图'],
  action_lang: ['中文', 'English'],
  action_lang_switch: ['Switch to Chinese (切换为中文)', '切换为英文 (Switch to English)'],
  action_export: ['Save a copy that is safe to share', '另存可分享的副本'],
  action_keys: ['Keyboard', '键盘快捷键'],
  action_address: ['Copy the address of this view', '复制此视图的地址'],
  address_copied: ['Address copied. It works while this server runs.', '地址已复制，服务运行期间有效。'],
  print: ['Print', '打印'],
  loading: ['Reading…', '正在读取…'],
  loading_case: ['Reading the reports: {done} of {total}', '正在读取报道：{done} / {total}'],
  failed: ['The case could not be opened.', '案例无法打开。'],
  unreachable: ['The server does not answer. Is `locarno serve` still running?', '服务没有应答。`locarno serve` 还在运行吗？'],
  locked_out: ['This browser has no key to the workbench. Open the address that `locarno serve` printed; it works once for each start.', '此浏览器没有工作台的钥匙。请打开 `locarno serve` 显示的地址；每次启动只能用一次。'],
  again: ['Try again', '重试'],
  no_view: ['There is no view “{view}” for this case.', '本案没有“{view}”视图。'],
  conflict: ['Someone else changed this record first.', '他人已先修改了这条记录。'],
  take_theirs: ['Look at theirs', '查看对方的修改'],
  keep_mine: ['Make my change on top', '在其上再作我的修改'],
  party: ['Party', '当事方'], issue: ['Issue', '议题'], date: ['Date', '日期'], speaker: ['Speaker', '说话者'], outlet: ['Outlet', '媒体'],
  accepts: ['accepts', '接受'], accepts_if: ['accepts on a condition', '有条件接受'], rejects: ['rejects', '拒绝'], silent: ['no public statement', '无公开表态'],
  red_line: ['red line', '红线'], moved: ['moved', '已变动'], old: ['older than {n} days', '早于 {n} 天'],
  keys_title: ['Keyboard', '键盘'],
  key_command: ['find or do', '查找与操作'], key_undo: ['undo the last edit', '撤销上次修改'], key_evidence: ['to the evidence, and back', '到依据栏，再按返回'],
  key_help: ['this list', '此列表'], key_close: ['close a dialogue', '关闭对话框'], key_view: ['view 1 to 9', '第 1 至 9 个视图'],
  key_days: ['one report day back, forward', '前一个、后一个报道日'],
  reader_keys: ['In the reader', '在阅读视图中'],
  more: ['Show {n} more', '再显示 {n} 项'],
  menu: ['Menu', '菜单'],
  page_title: ['{view}: {title}', '{view}：{title}'],
} satisfies Record<string, readonly [string, string]>;

export type Word = keyof typeof table;

/** Puts {name} values in; an unknown name stays visible, so that a slip shows in a test. */
export function fill(text: string, values: Record<string, string | number> = {}): string {
  return text.replace(/\{(\w+)\}/g, (whole, key: string) => (key in values ? String(values[key]) : whole));
}

export function word(lang: Lang, key: string, values?: Record<string, string | number>): string {
  const row = (table as Record<string, readonly [string, string]>)[key];
  return row ? fill(row[lang === 'zh' ? 1 : 0], values) : key;
}

/** A view's own table: `const t = own({ key: ['en', 'zh'] })`, then t(app.lang, 'key', {n: 1}). */
export function own<T extends Record<string, readonly [string, string]>>(words: T) {
  return (lang: Lang, key: keyof T, values?: Record<string, string | number>): string => {
    const row = words[key] as readonly [string, string];
    return fill(row[lang === 'zh' ? 1 : 0], values);
  };
}

export const every_word: Readonly<Record<string, readonly [string, string]>> = table;
