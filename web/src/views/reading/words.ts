// Words of the reader.
import { own } from '../../frame/words';

export const t = own({
  title: ['Reader', '阅读'], choose: ['Report', '报道'], previous: ['Previous report', '上一篇'], next: ['Next report', '下一篇'],
  published: ['published {day}', '发布于 {day}'], undated: ['no date of its own', '本身无日期'], inferred: ['inferred', '推断'],
  records_n: ['{n} records', '{n} 条记录'], show: ['Show', '显示'], show_all: ['all languages', '全部语言'],
  furniture: ['Page furniture', '页面杂项'], furniture_show: ['Show page furniture', '显示页面杂项'], translation: ['The same in {language}', '{language}版本'],
  copies: ['The same story elsewhere', '同一报道的其他版本'], copy_share: ['{n}% of the words', '{n}% 的文字相同'],
  stack: ['show it beneath', '在下方对照'],
  keys: ['j k next, previous · a accept · e edit · x reject · s split · m merge speakers · u undo', 'j k 下一条、上一条 · a 确认 · e 修改 · x 驳回 · s 拆分 · m 合并说话者 · u 撤销'],
  accept: ['Accept', '确认'], reject: ['Reject', '驳回'], edit: ['Edit', '修改'], split: ['Split', '拆分'], merge: ['Merge speakers', '合并说话者'], undo: ['Undo', '撤销'],
  save: ['Save', '保存'], cancel: ['Cancel', '取消'], reason: ['Reason (kept with the decision)', '理由（随决定保存）'],
  speaker: ['Speaker', '说话者'], speaker_party: ['Speaks for', '代表'], issue: ['Issue', '议题'], stance: ['Stance', '态度'], date: ['Said on', '说话日期'], negated: ['Negated', '否定'], kind: ['Kind', '类型'],
  no_value: ['none', '无'], other: ['other', '其他'],
  split_hint: ['Put the caret where the second record begins, then press Enter.', '把光标放在第二条记录开始处，然后按回车。'], split_bad: ['Put the caret inside the words, not at an end.', '光标须在文字中间，不能在两端。'],
  split_refs: ['These words hold references of the page (such as &amp;): split them on the command line.', '此段含页面引用字符（如 &amp;），请用命令行拆分。'],
  merge_hint: ['All {n} records of “{name}” in this report will carry this name:', '本报道中“{name}”的 {n} 条记录都将改用此名：'],
  merge_none: ['This record has no speaker to merge.', '此记录没有可合并的说话者。'],
  none: ['Nothing was read in this report that counts as a record.', '此报道中没有读出任何记录。'],
  no_documents: ['No report fits the filters.', '没有符合筛选的报道。'], gone: ['There is no report “{doc}” in this case.', '本案没有报道“{doc}”。'],
  statement: ['statement', '陈述'], stance_kind: ['stance', '立场'], contact: ['contact', '接触'], commitment: ['commitment', '承诺'],
  support: ['supports', '支持'], oppose: ['opposes', '反对'], concede: ['concedes', '让步'], demand: ['demands', '要求'], offer: ['offers', '提出'], uncertain: ['uncertain', '未定'], report: ['reports', '陈述事实'],
  waits: ['not yet looked at', '尚未审阅'], decided: ['{n} of {of} looked at', '已审阅 {n} / {of}'],
  nothing_chosen: ['No record is chosen. Press j for the first.', '尚未选中记录，按 j 选第一条。'], end: ['Last record of this report.', '已是本报道最后一条。'], start: ['First record of this report.', '已是本报道第一条。'],
  conflict: ['Somebody else decided on this record since you saw it; nothing of yours was written.', '他人在此期间已对此记录作出决定；您的修改未写入。'],
  theirs: ['Theirs', '对方'], yours: ['Yours', '您的'], look: ['Keep theirs', '保留对方的'], again: ['Make mine on top', '在其上再作我的'],
  condition: ['condition', '条件'],
});
